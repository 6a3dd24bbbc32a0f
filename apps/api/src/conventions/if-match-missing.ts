import { LedgerError } from '@jwg/platform';

export class IfMatchMissing extends LedgerError {
  override readonly name = 'IfMatchMissing';
  readonly kind = 'stale';
  override readonly type = 'if-match-missing';
  override readonly wayOut = 'Read the commitment or session and send its ETag as If-Match.';
  constructor() {
    super('This changes what somebody else may just have changed, so it has to say which revision it was decided on.');
  }
}
