import { LedgerError } from '@jwg/event-sourcing';

/** The file is no YAML or JSON that the import reads; nothing of what it says could be looked at. */
export class Unreadable extends LedgerError {
  override readonly name = 'Unreadable';
  readonly kind = 'invalid';
  constructor(readonly findings: readonly Finding[]) {
    super(findings.map(({ rule }) => rule).join('\n'));
  }
}

export interface Finding {
  /** Place in the text, in UTF-16 units. */
  readonly offset: number;
  readonly rule: string;
  readonly wayOut?: string;
}
