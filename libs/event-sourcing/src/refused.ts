import { LedgerError } from './ledger-error.js';

/**
 * A command that the rules refuse. `code` is part of the API (one union per kind of stream, documented in
 * docs/reference/refusals.md). `detail` says in one sentence what stands in the way and, where there is one, the way
 * out.
 */
export class Refused<Code extends string = string> extends LedgerError {
  override readonly name = 'Refused';
  readonly kind = 'refused';
  constructor(
    readonly code: Code,
    override readonly detail: string = code,
    /** Every id that the sentence names, so that no program has to parse the sentence. */
    readonly about: readonly string[] = [],
  ) {
    super(detail);
  }
}
