import type { Decider } from './decider.js';
import type { Fact, NewEvent, StoredEvent } from './event.js';
import { WrongExpectedRevision, type EventStore } from './event-store.js';
import { streamName } from './stream-name.js';

/** The answer when a command's id was used before for another command. */
export class CommandIdReused extends Error {
  override readonly name = 'CommandIdReused';
  constructor(
    readonly commandId: string,
    readonly stream: string,
  ) {
    super(`Command ${commandId} was carried out before on ${stream} with other content; give a new command a new id`);
  }
}

/** Who gave the command knew the stream at another revision than it is at; nothing was written. */
export class StaleRevision extends Error {
  override readonly name = 'StaleRevision';
  constructor(
    readonly stream: string,
    readonly expected: number,
    /** As far as the giver can know; -1 while the stream is empty. */
    readonly current: number,
  ) {
    super(`${stream} is at revision ${current}, not at ${expected}; read it again and decide on what is there now`);
  }
}

/** Others changed the stream faster than a decision could be made; nothing was written, try again. */
export class Contended extends Error {
  override readonly name = 'Contended';
}

const ATTEMPTS = 8; // copies of a server that write one stream meet each other often

export interface Transaction<State, Command extends Fact, Event extends Fact, Context> {
  readonly store: Pick<EventStore, 'readStream' | 'append'>;
  readonly decider: Decider<State, Command, Event, Context>;
  readonly id: string;
  readonly command: Command;
  /** The revision that the command was given for; any without it. A command that was carried out before has its answer regardless. */
  readonly ifMatch?: number;
  /** The stream's last revision as far as whoever gave `ifMatch` can know it; the last one of all without it. */
  readonly knownRevision?: (history: readonly StoredEvent<Event>[]) => number;
  /** The state that the stream's events lead to. */
  fold(history: readonly StoredEvent<Event>[]): State;
  /** Called with what the stream holds, so that it can hand in the facts that the decision may look at. */
  context(history: readonly StoredEvent<Event>[]): Promise<Context>;
  /** Dresses the facts decided on as events; the same command must give the same ids in the same order. */
  dress(facts: readonly Event[]): NewEvent<Event>[];
  /** The events that an earlier run of this very command left in the stream; throws `CommandIdReused` for another's. */
  earlier(history: readonly StoredEvent<Event>[]): readonly StoredEvent<Event>[];
}

export interface Outcome<Event extends Fact> {
  readonly stream: string;
  /** The stream's last revision; -1 while it is empty. */
  readonly revision: number;
  /** What the command led to, now or when it came the first time; empty when it was already so. */
  readonly events: readonly StoredEvent<Event>[];
}

/**
 * Load, fold, decide, append at the revision that was folded; when somebody was faster, decide again on what is there.
 *
 * @throws Refused          the rules say no
 * @throws CommandIdReused  the command's id belongs to another command
 * @throws StaleRevision    the stream is not at `ifMatch`
 * @throws Contended        it was overtaken three times
 * @throws what `EventStore.append` throws, other than WrongExpectedRevision
 */
export const transact = async <State, Command extends Fact, Event extends Fact, Context>(
  transaction: Transaction<State, Command, Event, Context>,
): Promise<Outcome<Event>> => {
  const { store, decider, id, command, ifMatch } = transaction;
  const stream = streamName(decider, id);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const history = (await store.readStream(stream)) as StoredEvent<Event>[];
    const revision = history.length - 1;
    const earlier = transaction.earlier(history);
    if (earlier.length > 0) return { stream, revision: earlier.at(-1)!.revision, events: earlier };
    const known = transaction.knownRevision?.(history) ?? revision;
    if (ifMatch !== undefined && (ifMatch < known || ifMatch > revision))
      throw new StaleRevision(stream, ifMatch, known);
    const facts = decider.decide(command, transaction.fold(history), await transaction.context(history));
    if (facts.length === 0) return { stream, revision, events: [] };
    try {
      const expected = revision < 0 ? 'noStream' : revision;
      const events = await store.append([{ stream, expected, events: transaction.dress(facts) }]);
      return { stream, revision: revision + facts.length, events: events as StoredEvent<Event>[] };
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
    }
  }
  throw new Contended(`${stream} was changed by others ${ATTEMPTS} times while this command was decided`);
};
