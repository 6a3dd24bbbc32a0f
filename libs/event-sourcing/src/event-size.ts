import { LedgerError } from './ledger-error.js';

/** The largest event: UTF-8 bytes of its data and metadata as JSON. */
export const MAX_EVENT_BYTES = 256 * 1024;

/** A read of the log ends early once its events hold about this many bytes: large events do not fill the memory. */
export const PAGE_BYTES = 8 * 1024 * 1024;

/** The fewest events of a read that ended early: that many of the largest events fill it. */
export const LEAST_PAGE = PAGE_BYTES / MAX_EVENT_BYTES;

/** Whether the ledger ended, at the time of the read, where this page of at most `limit` events ends. */
export const endsHere = (page: readonly unknown[], limit: number): boolean => page.length < Math.min(limit, LEAST_PAGE);

/**
 * Holds an event to its limit, by its data and metadata as JSON texts.
 *
 * @throws EventTooLarge
 */
export const requireSize = (stream: string, data: string, metadata: string): void => {
  const bytes = Buffer.byteLength(data) + Buffer.byteLength(metadata);
  if (bytes > MAX_EVENT_BYTES) throw new EventTooLarge(stream, bytes);
};

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
