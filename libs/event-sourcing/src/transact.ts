import { streamName, fold, type Decider } from './decider.js';
import type { Fact, NewEvent, StoredEvent } from './event.js';
import { WrongExpectedRevision, type EventStore } from './event-store.js';

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

/** Others changed the stream faster than a decision could be made; nothing was written, try again. */
export class Contended extends Error {
  override readonly name = 'Contended';
}

const ATTEMPTS = 3;

export interface Transaction<State, Command extends Fact, Event extends Fact, Context> {
  readonly store: EventStore;
  readonly decider: Decider<State, Command, Event, Context>;
  readonly id: string;
  readonly command: Command;
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
 * @throws Contended        it was overtaken three times
 * @throws what `EventStore.append` throws, other than WrongExpectedRevision
 */
export const transact = async <State, Command extends Fact, Event extends Fact, Context>(
  transaction: Transaction<State, Command, Event, Context>,
): Promise<Outcome<Event>> => {
  const { store, decider, id, command } = transaction;
  const stream = streamName(decider, id);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const history = (await store.readStream(stream)) as StoredEvent<Event>[];
    const revision = history.length - 1;
    const earlier = transaction.earlier(history);
    if (earlier.length > 0) return { stream, revision: earlier.at(-1)!.revision, events: earlier };
    const facts = decider.decide(command, fold(decider, history), await transaction.context(history));
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
