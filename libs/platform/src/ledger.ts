import { AsyncLocalStorage } from 'node:async_hooks';
import {
  commitment,
  consults,
  consultsForums,
  forum,
  forumOf,
  internally,
  requireHappened,
  sees,
  type Commitment,
  type Context,
  type Forum,
  type LedgerEvent,
  type Metadata,
} from '@jwg/domain';
import {
  CommandIdReused,
  StoreUnavailable,
  streamName,
  transact,
  WrongExpectedRevision,
  type Decider,
  type EventStore,
  type Fact,
  type Outcome,
  type StoredEvent,
} from '@jwg/event-sourcing';
import { circumstances, viewerOf, type Circumstances, type Provenance } from './circumstances.js';
import { dress, metadataOf } from './envelope.js';
import { Rehearsal } from './rehearsal.js';
import { RememberedStreams } from './remembered-streams.js';

type AnyDecider<S, C extends Fact, E extends LedgerEvent> = Decider<S, C, E, Context>;
export type LedgerStoredEvent<E extends LedgerEvent = LedgerEvent> = StoredEvent<E, Metadata>;

/** What a command led to. `cursor` is what `atLeast` takes; absent when nothing was or had been written. */
export interface Receipt<E extends LedgerEvent = LedgerEvent> extends Outcome<E> {
  readonly cursor?: string;
  readonly events: readonly LedgerStoredEvent<E>[];
}

/** The one way to write: every command of every app, import and policy goes through `transact`. */
export class Ledger {
  private readonly rehearsing = new AsyncLocalStorage<Rehearsal>();
  private readonly turns = new Map<string, Promise<unknown>>();
  private readonly remembered: RememberedStreams;

  constructor(
    private readonly kept: EventStore,
    private readonly clock: () => Date = () => new Date(),
  ) {
    this.remembered = new RememberedStreams(kept);
  }

  /** What streams are read from and folded by. */
  private get streams(): RememberedStreams | Rehearsal {
    return this.rehearsing.getStore() ?? this.remembered;
  }

  /**
   * Carries out one command on one stream.
   *
   * @throws Refused (also where `provenance.occurredAt` lies ahead), CommandIdReused, StaleRevision, UnfitEvent, Contended, and what `EventStore.append` throws
   */
  async transact<S, C extends Fact, E extends LedgerEvent>(
    decider: AnyDecider<S, C, E>,
    id: string,
    command: C,
    provenance: Provenance = {},
    by: Circumstances = circumstances(),
  ): Promise<Receipt<E>> {
    const now = this.clock().toISOString();
    requireHappened({ now, actor: by.actor }, provenance.occurredAt?.value);
    const withEffects = decider.category === 'session' && (this.rehearsing.getStore()?.follows ?? false);
    const metadata = metadataOf({ command, by, provenance, now, withEffects });
    const outcome = await this.inTurn(streamName(decider, id), () =>
      transact<S, C, E, Context>({
        store: {
          readStream: (stream) => this.streams.readStream(stream),
          append: (writes) => (this.rehearsing.getStore() ?? this.kept).append(writes),
        },
        decider: metadata.visibility === 'sideInternal' ? internally(decider) : decider,
        id,
        command,
        ifMatch: by.ifMatch,
        // What is internal to the other side has changed nothing that this one could have looked at.
        knownRevision: (history) => history.findLast((event) => sees(viewerOf(by), event))?.revision ?? -1,
        fold: (history) => this.fold(decider, id, history),
        context: (history) => this.context(command, id, now, by, history),
        dress: (facts) => dress(facts, metadata, now),
        earlier: (history) => earlierOf(history as LedgerStoredEvent<E>[], metadata, streamName(decider, id)),
      }),
    );
    const events = outcome.events as readonly LedgerStoredEvent<E>[];
    return { ...outcome, events, cursor: events.at(-1)?.cursor };
  }

  /** The state of one stream now. */
  async load<S, C extends Fact, E extends LedgerEvent>(decider: AnyDecider<S, C, E>, id: string): Promise<S> {
    return this.fold(decider, id, (await this.streams.readStream(streamName(decider, id))) as StoredEvent<E>[]);
  }

  private fold<S, C extends Fact, E extends LedgerEvent>(
    decider: AnyDecider<S, C, E>,
    id: string,
    history: readonly StoredEvent<E>[],
  ): S {
    return this.streams.fold(decider, streamName(decider, id), history);
  }

  /**
   * All commands given inside `work` are written together or not at all, in the order given; `follow` is told each
   * event at once and may give further commands (the policies). Nobody else sees anything until the end.
   * `work` runs again when others changed the same streams meanwhile, so it must do nothing else but give commands.
   *
   * @param rehearse  write nothing: only tell what would happen
   */
  async together<T>(
    work: () => Promise<T>,
    { follow, rehearse = false }: { follow?: (event: LedgerStoredEvent) => Promise<void>; rehearse?: boolean } = {},
  ): Promise<{ result: T; events: LedgerStoredEvent[] }> {
    for (let attempt = 1; ; attempt += 1) {
      const rehearsal = new Rehearsal(this.kept, follow as (event: StoredEvent) => Promise<void>);
      const result = await this.rehearsing.run(rehearsal, work);
      if (rehearse || rehearsal.writes.length === 0) return { result, events: rehearsal.events as LedgerStoredEvent[] };
      try {
        const events = (await this.kept.append(rehearsal.writes)) as LedgerStoredEvent[];
        return { result, events };
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision) || attempt === 3) throw error;
      }
    }
  }

  private async context(
    command: Fact,
    id: string,
    now: string,
    { actor }: Circumstances,
    history: readonly StoredEvent[],
  ): Promise<Context> {
    const named = await Promise.all(
      consults(command).map(async (it): Promise<[string, Commitment]> => [it, await this.load(commitment, it)]),
    );
    const forums = await Promise.all(
      consultsForums(command).map(async (it): Promise<[string, Forum]> => [it, await this.load(forum, it)]),
    );
    const { eventId } = command.data as { eventId?: string };
    const original = eventId === undefined ? undefined : history.find((event) => event.id === eventId);
    return {
      now,
      actor,
      forum: await this.load(forum, forumOf(id)),
      commitments: new Map(named),
      forums: new Map(forums),
      ...(original && { original: { type: original.type, data: original.data } }),
    };
  }

  /**
   * Within one process, commands for one stream wait for each other instead of racing. Those that wait behind one that
   * found the store unavailable share its answer: each would else wait for as long once more.
   */
  private async inTurn<T>(stream: string, work: () => Promise<T>): Promise<T> {
    if (this.rehearsing.getStore()) return work();
    const turn = (this.turns.get(stream) ?? Promise.resolve()).then(work, (error: unknown) => {
      if (error instanceof StoreUnavailable) throw error;
      return work();
    });
    this.turns.set(stream, turn);
    try {
      return await turn;
    } finally {
      if (this.turns.get(stream) === turn) this.turns.delete(stream);
    }
  }
}

const earlierOf = <E extends LedgerEvent>(
  history: readonly LedgerStoredEvent<E>[],
  { commandId, commandDigest }: Metadata,
  stream: string,
): readonly LedgerStoredEvent<E>[] => {
  const earlier = history.filter(({ metadata }) => metadata.commandId === commandId);
  if (earlier.some(({ metadata }) => metadata.commandDigest !== commandDigest))
    throw new CommandIdReused(commandId, stream);
  return earlier;
};
