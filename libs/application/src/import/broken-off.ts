import { LedgerError } from '@jwg/event-sourcing';

/** The ledger went out of reach in the middle of a file; only where it takes one stream at a time. */
export class ImportBrokenOff extends LedgerError {
  override readonly name = 'ImportBrokenOff';
  readonly kind = 'unavailable';
  override readonly retryAfter = 5;
  override readonly wayOut = 'Import the same file again: it finds what stands, and writes the rest.';
  override readonly detail: string;
  constructor(standing: number, cause: Error) {
    const detail = `The ledger could not be reached in the middle of this file. ${standing} of its events stand; the import is not finished.`;
    super(`${detail} Import the same file again: it finds what stands, and writes the rest.`, { cause });
    this.detail = detail;
  }
}
