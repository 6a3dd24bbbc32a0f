import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as letOthersIn } from 'node:timers/promises';
import {
  carryIntoEffect,
  commitment,
  contextOf,
  forum,
  neededFor,
  requireAuthority,
  requireHappened,
  session,
  type Category,
  type LedgerDecider,
  type LedgerEvent,
  type Metadata,
  type Needed,
  type States,
} from '@jwg/domain';
import {
  appendInRuns,
  CommandIdReused,
  streamName,
  transact,
  untilFirst,
  type EventStore,
  type Fact,
  type FollowerBooks,
  type Outcome,
  type StoredEvent,
  type Write,
} from '@jwg/event-sourcing';
import type { Persons } from '../persons/persons.js';
import { requestContext, type RequestContext, type Provenance } from './request-context.js';
import { answeredOnce } from './answered-once.js';
import { CommandDigests } from './command-digests.js';
import { Deciding, placed, type Given } from './deciding.js';
import { asGiven, metadataOf } from './to-events.js';
import { withHistory } from './own-history.js';
import { requireRoomForEffects } from './room-for-effects.js';
import { RecordedTime } from './recorded-time.js';
import { Rehearsal } from './rehearsal.js';
import { requireCurrent } from './stale-revision.js';
import type { Standing } from './standings.js';
import type { LedgerStoredEvent } from './stored-event.js';
import { liveStreams, type Streams } from './streams.js';

/** Streams that are read before others get their turn: SQLite reads in this thread. */
const READ_AT_ONCE = 500;

/** What a command led to. `cursor` is what `atLeast` takes; missing if this command never wrote anything. */
export interface Receipt<E extends LedgerEvent = LedgerEvent> extends Outcome<E> {
  readonly cursor?: string;
  readonly events: readonly LedgerStoredEvent<E>[];
}

interface TogetherOptions {
  follow?(event: LedgerStoredEvent): Promise<void>;
  rehearse?: boolean;
  stands?(run: readonly LedgerStoredEvent[]): void;
  /** The ids of what the commands are about, by which they are on record until all of them are written. */
  about?: readonly string[];
}

/** What the ledger needs of the books; each of them may be missing in a test. */
type LedgerBooks = Partial<Pick<FollowerBooks, 'begun' | 'secret' | 'emptyAnswers'>>;

/** The one way to write: every command of every app, import and policy goes through `transact`. */
export class Ledger {
  private readonly digests: CommandDigests;
  private readonly live: Streams;
  private readonly recordedTime: RecordedTime;
  private readonly rehearsing = new AsyncLocalStorage<Rehearsal>();

  constructor(
    private readonly store: EventStore,
    private readonly clock: () => Date = () => new Date(),
    private readonly books: LedgerBooks = {},
    private readonly persons?: Persons,
  ) {
    this.digests = new CommandDigests(books.secret);
    this.live = liveStreams(store, persons);
    this.recordedTime = new RecordedTime(store, clock);
  }

  /** What commands here read and write: the ledger, or inside `together` a rehearsal of it. */
  private get streams(): Streams {
    return this.rehearsing.getStore() ?? this.live;
  }

  /**
   * Carries out one command on one stream.
   *
   * @throws Refused  the rules refuse it, or the provenance: it lies ahead, or claims what both sides signed
   * @throws Implausible  it is allowed, and probably a mistake that nobody has confirmed
   * @throws CommandIdReused  the command's id belongs to another command
   * @throws StaleRevision  the stream is not at the revision that the command names
   * @throws UnfitEvent  a decided event does not fit its schema
   * @throws EventTooLarge  a decided event, or what follows from it, is too large
   * @throws Contended, and what `EventStore.append` throws
   */
  transact<S, C extends Fact, E extends LedgerEvent>(
    decider: LedgerDecider<S, C, E>,
    id: string,
    command: C,
    provenance: Provenance = {},
    by: RequestContext = requestContext(),
  ): Promise<Receipt<E>> {
    return this.transactAll(decider, id, [{ command, provenance }], by);
  }

  /**
   * Carries out commands on one stream in the order given, all of them or none, as one append under one command id. Each
   * is decided on what those before it led to.
   *
   * @throws what `transact` throws, with the place of the command that it is about
   */
  async transactAll<S, C extends Fact, E extends LedgerEvent>(
    decider: LedgerDecider<S, C, E>,
    id: string,
    commands: readonly Given<C>[],
    by: RequestContext = requestContext(),
  ): Promise<Receipt<E>> {
    const { streams } = this;
    const stream = streamName(decider, id);
    const now = this.clock().toISOString();
    const withEffects = streams.includesEffects && decider.category === carryIntoEffect.category;
    const given = asGiven(commands);
    const digest = this.digests.of(given);
    const all = commands.map(({ command, provenance = {}, place }) => {
      const at = { now, actor: by.actor, occurredAt: ownDay(provenance) };
      return placed(place, () => {
        requireHappened(at, provenance.occurredAt?.value);
        requireAuthority(at, provenance.authority);
        const metadata = metadataOf({ by, provenance, now, withEffects, digest });
        return { command, confirmed: provenance.confirm ?? [], at, metadata, place };
      });
    });
    const known = (earlier: string) => this.digests.isOf(earlier, given);
    const answers = by.actor.role === 'policy' ? undefined : this.emptyAnswers;
    const standing = () => streams.standing(decider, stream);
    const decided = () =>
      transact<E, Standing<S>>(streams, stream, standing, async (now) => {
        const before = (await streams.ofCommand(stream, now, by.commandId)) as StoredEvent<E>[];
        if (!before.every(({ metadata }) => known((metadata as Metadata).commandDigest)))
          throw new CommandIdReused(by.commandId, stream);
        if (before.length > 0) return { before };
        await requireCurrent(streams, stream, now.length, by);
        const history = () => streams.history(stream);
        const deciding = await withHistory(now.length, history, async (own) => {
          const tried = new Deciding(decider, stream, now, own);
          for (const { command, at, ...it } of all) {
            const needed = neededFor(decider, id, command, tried.state, tried);
            const context = contextOf(needed, await this.statesOf(needed), tried, { ...at, recall: tried.recall });
            placed(it.place, () => tried.add(command, context, it));
          }
          return tried;
        });
        const append = deciding.decidedAt(await this.recordedTime.now(now.recordedAt));
        if (decider.category === carryIntoEffect.category) requireRoomForEffects(stream, append);
        return { append };
      });
    const { revision, events } = await streams.oneAtATime(stream, () =>
      answeredOnce(answers, { commandId: by.commandId, stream, digest, known }, decided),
    );
    return { stream, revision, events: events as LedgerStoredEvent<E>[], cursor: events.at(-1)?.cursor };
  }

  /** The id of a person who is called so, and is not forgotten. */
  async personNamed(name: string): Promise<string | undefined> {
    return this.persons?.idOf(name);
  }

  /** Whether what is given together may be written run by run, and so be broken off in its middle. */
  get writesRunByRun(): boolean {
    return this.store.takesWhole !== undefined;
  }

  /** Inside `together` nothing is kept: what is repeated there is decided again, and so are its places. */
  private get emptyAnswers(): LedgerBooks['emptyAnswers'] {
    return this.rehearsing.getStore() ? undefined : this.books.emptyAnswers;
  }

  /** The state of one stream now. */
  async load<S, C extends Fact, E extends LedgerEvent>(decider: LedgerDecider<S, C, E>, id: string): Promise<S> {
    return (await this.streams.standing(decider, streamName(decider, id))).state;
  }

  /**
   * The state that these events lead to, which are a stream's first ones: folded on from the last time, so that it costs
   * what is new.
   */
  fold<S, C extends Fact, E extends LedgerEvent>(decider: LedgerDecider<S, C, E>, id: string, first: readonly E[]): S {
    return this.streams.stateAfter(decider, streamName(decider, id), first);
  }

  /** The events of one stream as they are now; inside `together`, with those that were given there. */
  async history(category: Category, id: string): Promise<readonly LedgerStoredEvent[]> {
    return (await this.streams.history(streamName({ category }, id))) as LedgerStoredEvent[];
  }

  /**
   * All commands given inside `work` are written together or not at all, in the order given. `follow` gets each event
   * at once and may give further commands (the policies). Nobody else sees anything before the end. `work` runs again
   * if others changed the same streams meanwhile, so it must do nothing but give commands.
   *
   * Where the store takes no several streams at once, they are written run by run, and a failure leaves what `stands`
   * was told of. Given again, the same commands find it and write the rest.
   *
   * @param rehearse  write nothing: only return what would happen
   * @throws Contended, what `work` throws, and what `EventStore.append` throws
   */
  async together<T>(
    work: () => Promise<T>,
    { follow, rehearse = false, stands, about = [] }: TogetherOptions = {},
  ): Promise<{ result: T; events: LedgerStoredEvent[] }> {
    // Inside of another, it is written with that one; only a rehearsal is by itself.
    if (!rehearse && this.rehearsing.getStore()) return { result: await work(), events: [] };
    return untilFirst('What these commands are for', async () => {
      const rehearsal = new Rehearsal(this.store, follow as (event: StoredEvent) => Promise<void>);
      const result = await this.rehearsing.run(rehearsal, work);
      const begun = rehearse || about.length === 0 ? undefined : this.books.begun;
      const isWritten = !rehearse && rehearsal.writes.length > 0;
      if (!isWritten) {
        await begun?.end(about);
        return { result, events: rehearsal.events as LedgerStoredEvent[] };
      }
      const writes = recordedAt(await this.recordedTime.now(), rehearsal.writes);
      if (this.store.takesWhole?.(writes) === false) await begun?.begin({ about, by: requestContext().actor.id });
      const events = await appendInRuns(this.store, writes, stands as never);
      await begun?.end(about);
      return { result, events: events as LedgerStoredEvent[] };
    });
  }

  private async statesOf({ forums, commitments, sessions, histories }: Needed): Promise<States> {
    const load = <S, C extends Fact, E extends LedgerEvent>(decider: LedgerDecider<S, C, E>, ids: readonly string[]) =>
      readEach(ids, (id) => this.load(decider, id));
    return {
      forums: await load(forum, forums),
      commitments: await load(commitment, commitments),
      sessions: await load(session, sessions),
      histories: await readEach(histories, (id) => this.streams.history(streamName(commitment, id))),
    };
  }
}

/** Reads something of each id, in portions. */
const readEach = async <T>(ids: readonly string[], read: (id: string) => Promise<T>): Promise<Map<string, T>> => {
  const found = new Map<string, T>();
  for (let from = 0; from < ids.length; from += READ_AT_ONCE) {
    if (from > 0) await letOthersIn();
    const portion = ids.slice(from, from + READ_AT_ONCE);
    const entries = await Promise.all(portion.map(async (id) => [id, await read(id)] as const));
    for (const [id, it] of entries) found.set(id, it);
  }
  return found;
};

/** What is said in a session has the session's day. */
const ownDay = ({ occurredAt }: Provenance): string | undefined =>
  occurredAt?.precision === 'session' ? undefined : occurredAt?.value;

/** A rehearsal may have taken long; what it wrote is recorded when it is written. */
const recordedAt = (time: string, writes: readonly Write[]): Write[] =>
  writes.map((write) => ({ ...write, events: write.events.map((event) => ({ ...event, recordedAt: time })) }));
