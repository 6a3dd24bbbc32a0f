import {
  acceptedDoubts,
  Implausible,
  internally,
  recallAfter,
  type Context,
  type Doubt,
  type LedgerDecider,
  type LedgerEvent,
  type Metadata,
  type OwnHistory,
  type Recall,
} from '@jwg/domain';
import type { Fact, NewEvent, StoredEvent } from '@jwg/event-sourcing';
import type { Provenance } from './request-context.js';
import type { Standing } from './standings.js';
import { toEvents } from './to-events.js';

/** A command, alone or one of several that are carried out as one. */
export interface Given<C extends Fact> {
  readonly command: C;
  readonly provenance?: Provenance;
  /** Says of an error where its command stands among the others. */
  readonly place?: (error: unknown) => unknown;
}

/** @throws the errors of `work`, in their place */
export const placed = <T>(place: Given<Fact>['place'], work: () => T): T => {
  try {
    return work();
  } catch (error) {
    throw place ? place(error) : error;
  }
};

interface Envelope {
  readonly metadata: Metadata;
  readonly confirmed: readonly string[];
  readonly place?: Given<Fact>['place'];
}

/** Decides commands to one stream, one after another: each finds what those before it led to, and nothing is written. */
export class Deciding<S, C extends Fact, E extends LedgerEvent> implements OwnHistory {
  private readonly events: NewEvent<E>[] = [];
  private readonly doubts: Doubt[] = [];
  state: S;
  recall: Recall | undefined;
  private joined?: readonly StoredEvent[];

  constructor(
    private readonly decider: LedgerDecider<S, C, E>,
    private readonly stream: string,
    /** How the stream stands before the first command. */
    private readonly before: Standing<S>,
    private readonly own: OwnHistory,
  ) {
    this.state = before.state;
    this.recall = before.recall;
  }

  /** @throws Refused, UnfitEvent */
  add(command: C, context: Context, { metadata, confirmed, place }: Envelope): void {
    const { decider, state, events } = this;
    const { decide, evolve } = metadata.visibility === 'sideInternal' ? internally(decider) : decider;
    const facts = decide(command, state, context);
    const accepted = this.accepted(() => acceptedDoubts(facts, evolve, { state, context, confirmed }), place);
    const envelope = accepted.length > 0 ? { ...metadata, doubts: accepted } : metadata;
    const decided = toEvents(facts, envelope, context.now, events.length);
    events.push(...decided);
    this.state = facts.reduce(evolve, state);
    for (const event of decided) this.recall = recallAfter(this.recall, event);
    this.joined = undefined;
  }

  /** The stream's events with those that the commands led to so far; read when a rule looks. */
  get history(): readonly StoredEvent[] {
    const { stream, before, own } = this;
    return (this.joined ??= [
      ...own.history,
      ...this.events.map((event, n) => ({ ...event, stream, revision: before.length + n, position: -1, cursor: '' })),
    ]);
  }

  /**
   * What is to be appended, recorded at this time.
   *
   * @throws Implausible  with the doubts about all commands
   */
  decidedAt(recordedAt: string): readonly NewEvent<E>[] {
    const [first, ...others] = this.doubts;
    if (first) throw new Implausible([first, ...others]);
    return this.events.map((event) => ({ ...event, recordedAt }));
  }

  /** What is doubted and not confirmed is asked back once every command was decided, so that it is asked once. */
  private accepted(codes: () => Metadata['doubts'] & object, place: Given<Fact>['place']): Metadata['doubts'] & object {
    try {
      return placed(place, codes);
    } catch (error) {
      if (!(error instanceof Implausible)) throw error;
      this.doubts.push(...error.found);
      return [];
    }
  }
}
