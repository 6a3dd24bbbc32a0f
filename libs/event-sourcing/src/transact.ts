import type { Fact, NewEvent, StoredEvent } from './event.js';
import { WrongExpectedRevision, type EventStore } from './event-store.js';
import { LedgerError } from './ledger-error.js';

/** The answer when a command's id was used before for another command. */
export class CommandIdReused extends LedgerError {
  override readonly name = 'CommandIdReused';
  readonly kind = 'reused';
  constructor(
    readonly commandId: string,
    readonly stream: string,
  ) {
    super(`Command ${commandId} was carried out before on ${stream} with other content; give a new command a new id`);
  }
}

/** Other writers changed the same streams faster than a decision could be made; nothing was written, try again. */
export class Contended extends LedgerError {
  override readonly name = 'Contended';
  readonly kind = 'busy';
  override readonly retryAfter = 1;
}

/** How often a decision is tried when another writer was faster. Servers that write to one stream collide often. */
export const ATTEMPTS = 8;

/**
 * Runs `work` again each time another writer was faster, at most `ATTEMPTS` times in all. `work` must read again what
 * it bases its decision on.
 *
 * @throws Contended  another writer was faster every time
 * @throws what `work` throws, other than WrongExpectedRevision
 */
export const untilFirst = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
    }
  }
  throw new Contended(`${what} was changed by others ${ATTEMPTS} times while this command was decided`);
};

/**
 * The result of a decision: events to append (none: nothing to change), or the events that an earlier run left here.
 */
export type Decision<Event extends Fact> =
  { readonly append: readonly NewEvent<Event>[] } | { readonly before: readonly StoredEvent<Event>[] };

export interface Outcome<Event extends Fact> {
  readonly stream: string;
  /**
   * Revision of the last event that the command led to; if it led to none, the stream's last (-1 while it is empty).
   */
  readonly revision: number;
  /** What the command led to, now or when it first came, in order; empty if there was nothing to change. */
  readonly events: readonly StoredEvent<Event>[];
}

/** A stream as far as it is known: its events, or what they lead to. */
interface Known {
  /** How many events it has. */
  readonly length: number;
}

/**
 * Reads a stream, decides, and appends at the revision that it read. If another writer was faster, it reads and decides
 * again.
 *
 * @param read  what the decision is based on, as new as the store
 * @throws Contended  another writer was faster `ATTEMPTS` times; nothing was written
 * @throws what `decide` throws, and what `EventStore.append` throws other than WrongExpectedRevision
 */
export const transact = async <Event extends Fact, K extends Known>(
  store: Pick<EventStore, 'append'>,
  stream: string,
  read: () => Promise<K>,
  decide: (known: K) => Promise<Decision<Event>>,
): Promise<Outcome<Event>> =>
  untilFirst(stream, async () => {
    const known = await read();
    const last = known.length - 1;
    const decision = await decide(known);
    if ('before' in decision) return { stream, revision: decision.before.at(-1)!.revision, events: decision.before };
    if (decision.append.length === 0) return { stream, revision: last, events: [] };
    const expected = last < 0 ? 'noStream' : last;
    const events = (await store.append([{ stream, expected, events: decision.append }])) as StoredEvent<Event>[];
    return { stream, revision: last + events.length, events };
  });
