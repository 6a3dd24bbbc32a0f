import { LedgerError } from './ledger-error.js';
import type { Cursor, NewEvent, StoredEvent } from './event.js';

/** Where the writer believes the stream ends: the last event's revision, or `noStream`. There is no "any". */
export type ExpectedRevision = number | 'noStream';

/** Events for one stream. */
export interface Write {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
}

/**
 * Keeps facts in order. This page is the port's documentation; `contract.ts` in libs/event-store holds every
 * adapter to it, whole.
 */
export interface EventStore {
  /**
   * Appends all writes or none, in the order given (a stream may come more than once; each later write states the
   * revision that the earlier one leads to). Durable when it resolves; then every reader sees all of it.
   *
   * Idempotent by event id: when every event is already at exactly the place the writes would give it, the first
   * answer is given again. Answers with the stored events, in the order written. A write without events writes nothing,
   * but is held to the revision it expects.
   *
   * @throws WrongExpectedRevision  a stream has moved on, or is behind what the writer believed
   * @throws EventIdConflict        an id is already in the ledger at another place, or only some of the ids are at theirs
   * @throws EventTooLarge          one event's data and metadata exceed `MAX_EVENT_BYTES`
   * @throws AppendRefused          the server behind the store does not take such an append, now or later; nothing was written
   * @throws StoreOverloaded        the bounded queue is full; nothing was written, come back later
   * @throws StoreUnavailable       the store cannot be reached, or is closed; the outcome is unknown: retry with the same ids
   * @throws TypeError              an id is no lower-case UUID, or a stream's name is empty or no well-formed text
   */
  append(writes: readonly Write[]): Promise<StoredEvent[]>;

  /**
   * A stream's events from `from` (a revision, default 0) in order of revision; empty when there is no such stream.
   *
   * @throws StoreUnavailable
   */
  readStream(stream: string, from?: number): Promise<StoredEvent[]>;

  /**
   * The next events of the ledger after a bookmark, in order of position, at most `limit` of them; from the start
   * without one. Fewer than `limit` means: the end, for now. Reading while others write is safe: no event is ever
   * seen later at a position before one already seen.
   *
   * @throws UnknownCursor     the bookmark is not one of this store's, or lies beyond its end
   * @throws RangeError        the limit is no whole number above 0
   * @throws StoreUnavailable
   */
  readAll(after: Cursor | undefined, limit: number): Promise<StoredEvent[]>;

  /**
   * The place in the ledger of the event that a bookmark stands for.
   *
   * @throws UnknownCursor     as `readAll` does
   * @throws StoreUnavailable
   */
  positionOf(cursor: Cursor): Promise<number>;

  /**
   * The place and the bookmark of the ledger's last event; `undefined` while the ledger is empty. Never older than what
   * `readAll` would have shown when it was asked, whoever wrote it. Its cost does not grow with the ledger.
   *
   * @throws StoreUnavailable
   */
  last(): Promise<Pick<StoredEvent, 'position' | 'cursor'> | undefined>;

  /**
   * Tells the listener the position of the last event, after events were appended: by this process, and by others as
   * far as the store hears of them. A call that is lost delays whoever listens until its next look, nothing more. Answers how to stop
   * listening.
   */
  watch(listener: AppendListener): () => void;

  /** Resolves when appends under way have their answer; every later call throws StoreUnavailable. */
  close(): Promise<void>;
}

export type AppendListener = (position: number) => void;

/** The largest event: UTF-8 bytes of its data and metadata as JSON. */
export const MAX_EVENT_BYTES = 256 * 1024;

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

export class EventTooLarge extends LedgerError {
  override readonly name = 'EventTooLarge';
  readonly kind = 'tooLarge';
  override readonly wayOut = 'Divide it into several commands.';
  constructor(
    readonly stream: string,
    readonly bytes: number,
  ) {
    super(`An event for ${stream} has ${bytes} bytes; the limit is ${MAX_EVENT_BYTES}`);
  }
}

/** Too much for one append, or too many streams; each adapter says which and the way out. */
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
  override readonly name = 'StoreUnavailable';
  readonly kind = 'unavailable';
  override readonly detail = 'The ledger cannot be reached; it is unknown whether the command was written.';
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
