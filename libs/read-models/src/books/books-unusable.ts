import { LedgerError } from '@jwg/event-sourcing';

/** The file of the followers' books cannot be used as it is. The file was not changed. */
export class FollowerBooksUnusable extends LedgerError {
  override readonly name = 'FollowerBooksUnusable';
  readonly kind = 'cannotOpen';
  constructor(
    readonly file: string,
    what: string,
    options?: ErrorOptions,
  ) {
    super(`${file} cannot be used: ${what}. ${WAY_OUT}`, options);
  }
}

const WAY_OUT =
  'It holds how far the policies are and the `skip` decisions, which cannot be built again: restore it from a backup. ' +
  'Without a backup move it away: the policies then go through the whole ledger again. What they wrote is not written ' +
  'twice; what led to nothing is decided again; the `skip` decisions are lost.';
