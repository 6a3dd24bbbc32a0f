import { LedgerError } from './ledger-error.js';
import type { Cursor, LastEvent, NewEvent, StoredEvent } from './event.js';
import type { StoreHealth } from './store-health.js';

/** The writer's view of the stream's end: the last event's revision, or `noStream`. There is no "any". */
export type ExpectedRevision = number | 'noStream';

/** Events for one stream. */
export interface Write {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
}

/**
 * Stores events in order. This file is the port's documentation; `contract.ts` in libs/event-store tests every adapter
 * against all of it.
 */
export interface EventStore {
  /**
   * Appends all writes or none, in the order given (a stream may come more than once; each later write states the
   * revision that the earlier one leads to). Durable when it resolves; then every reader sees all of it.
   *
   * Idempotent by event id: when every event is already at exactly the place that the writes would give it, the answer
   * is the same as the first time. Resolves with the stored events, in the order written. A write without events writes
   * nothing, but its expected revision is still checked.
   *
   * @throws WrongExpectedRevision  the stream has more events, or fewer, than the writer expected
   * @throws EventIdConflict        an id is in the ledger at another place, or only some ids are at their places
   * @throws EventTooLarge          one event's data and metadata exceed `MAX_EVENT_BYTES`
   * @throws AppendRefused          the server never accepts such an append; nothing was written
   * @throws StoreOverloaded        the bounded queue is full; nothing was written, try again later
   * @throws StoreUnavailable       the store is out of reach or closed; outcome unknown: retry with the same ids
   * @throws TypeError              an id is no lower-case UUID, or a stream's name is empty or no well-formed text
   */
  append(writes: readonly Write[]): Promise<StoredEvent[]>;

  /** Whether `append` takes these writes, as they are over several streams. Absent where it takes all. */
  readonly takesWhole?: (writes: readonly Write[]) => boolean;

  /**
   * At most `limit` of a stream's events (default: all) from revision `from` (default 0) on, in order; none of no stream.
   *
   * @throws StoreUnavailable
   */
  readStream(stream: string, from?: number, limit?: number): Promise<StoredEvent[]>;

  /**
   * How many events a stream has; 0 of no stream. Never fewer than `readStream` would have shown at the time of the call.
   * Its cost does not grow with the stream.
   *
   * @throws StoreUnavailable
   */
  lengthOf(stream: string): Promise<number>;

  /**
   * The next events of the ledger after a cursor, in order of position, at most `limit` of them; from the start without
   * a cursor. It may end early once its events hold `PAGE_BYTES`: `endsHere` tells whether the ledger ends there for
   * now. Reading while others write is safe: no event ever appears later at a position before one that was already read.
   *
   * @throws UnknownCursor     the cursor is not one of this store's, or lies beyond its end
   * @throws RangeError        the limit is no whole number above 0
   * @throws StoreUnavailable
   */
  readAll(after: Cursor | undefined, limit: number): Promise<StoredEvent[]>;

  /**
   * The position of the event that a cursor stands for.
   *
   * @throws UnknownCursor     as `readAll` does
   * @throws StoreUnavailable
   */
  positionOf(cursor: Cursor): Promise<number>;

  /**
   * Where the ledger's last event is; `undefined` while the ledger is empty. Never older than
   * what `readAll` would have shown at the time of the call, whoever wrote it. Its cost does not grow with the ledger.
   *
   * @throws StoreUnavailable
   */
  last(): Promise<LastEvent | undefined>;

  /**
   * Calls the listener with the position of the last event after each append; of other processes' as far as the store
   * learns of them. A lost call delays the listener until its next poll, nothing more. Returns a function that stops it.
   */
  watch(listener: AppendListener): () => void;

  /** Whether the ledger can be read; `undefined`, or no method, where nothing can be in between. */
  health?(): StoreHealth | undefined;

  /** Resolves when every append under way has its answer. Every later call throws StoreUnavailable. */
  close(): Promise<void>;
}

export type AppendListener = (position: number) => void;

export class WrongExpectedRevision extends LedgerError {
  override readonly name = 'WrongExpectedRevision';
  readonly kind = 'overtaken';
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly current: ExpectedRevision,
  ) {
    super(`Stream ${stream} is at ${current}, not at ${expected}`);
  }
}

export class EventIdConflict extends LedgerError {
  override readonly name = 'EventIdConflict';
  readonly kind = 'reused';
  constructor(
    readonly stream: string,
    readonly eventId: string,
  ) {
    super(`Event ${eventId} is already in the ledger, but not as these writes to ${stream} would place it`);
  }
}

/** Too much for one append, or too many streams. Each adapter names the limit and the way out. */
export class AppendRefused extends LedgerError {
  override readonly name: string = 'AppendRefused';
  readonly kind = 'refused';
  override readonly type = 'too-large';
  override readonly wayOut = 'Send less at once.';
}

export class StoreOverloaded extends LedgerError {
  override readonly name = 'StoreOverloaded';
  readonly kind = 'busy';
  override readonly retryAfter = 1;
}

export class StoreUnavailable extends LedgerError {
  override readonly name: string = 'StoreUnavailable';
  readonly kind = 'unavailable';
  override readonly detail: string = 'The ledger cannot be reached; it is unknown whether the command was written.';
  override readonly detailOfQuestion: string = 'The ledger cannot be reached; questions have to wait.';
  override readonly retryAfter = 5;
}

export class UnknownCursor extends LedgerError {
  override readonly name = 'UnknownCursor';
  readonly kind = 'invalid';
  readonly problems = [{ field: '/after', rule: 'must be the `next` of the page before' }];
  constructor(readonly cursor: Cursor) {
    super(`${cursor} is not a bookmark of this store`);
  }
}
