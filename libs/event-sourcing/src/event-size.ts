import { LedgerError } from './ledger-error.js';

/** The largest event: UTF-8 bytes of its data and metadata as JSON. */
export const MAX_EVENT_BYTES = 256 * 1024;

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
