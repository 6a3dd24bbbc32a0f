import { LedgerError } from '@jwg/event-sourcing';

/** The file is not YAML or JSON that the import can read, so nothing of its content was checked. */
export class Unreadable extends LedgerError {
  override readonly name = 'Unreadable';
  readonly kind = 'invalid';
  constructor(readonly findings: readonly Finding[]) {
    super(findings.map(({ rule }) => rule).join('\n'));
  }
}

export interface Finding {
  /** The offset in the text, in UTF-16 units. */
  readonly offset: number;
  readonly rule: string;
  readonly wayOut?: string;
}
