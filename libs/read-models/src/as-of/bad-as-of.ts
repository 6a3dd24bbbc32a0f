import { LedgerError } from '@jwg/event-sourcing';

/** The rows cannot be read as of this moment. The question is malformed; this is no refusal by the rules. */
export class BadAsOf extends LedgerError {
  override readonly name = 'BadAsOf';
  readonly kind = 'invalid';
  override readonly type = 'bad-as-of';
  override readonly detail: string;
  readonly problems: readonly { field: string; rule: string; wayOut: string }[];
  constructor(
    readonly field: 'asOf' | 'asOfBasis' | 'basis' | 'changedSince' | 'from' | 'fromBasis' | 'to' | 'toBasis',
    /** What stands in the way, in one sentence. */
    readonly rule: string,
    override readonly wayOut: string,
  ) {
    super(`${rule} ${wayOut}`);
    this.detail = rule;
    this.problems = [{ field: `/${field}`, rule, wayOut }];
  }
}
