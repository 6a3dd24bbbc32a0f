/** The result of trying one connection, in words for an operator. */
export interface Finding {
  /** The connection that was tried. */
  readonly what: 'Ledger' | 'Read models' | 'Followers' | 'Persons' | 'Kafka' | 'Tokens';
  readonly ok: boolean;
  /** The result; never a secret. */
  readonly found: string;
  /** How to repair it; only where it is not ok. */
  readonly mend?: string;
}

export type Check = () => Promise<Omit<Finding, 'what'>>;

export const fine = (found: string): Omit<Finding, 'what'> => ({ ok: true, found });
export const wrong = (found: string, mend: string): Omit<Finding, 'what'> => ({ ok: false, found, mend });

/** The text of an error, down to its first cause: libraries wrap the reason in words of their own. */
export const reasonOf = (error: unknown): string => {
  const finding: string[] = [];
  for (let it: unknown = error; it instanceof Error && finding.length < 4; it = it.cause) {
    const inner = it instanceof AggregateError ? (it.errors as Error[]).map(({ message }) => message).join('; ') : '';
    const message = it.message || inner;
    if (message !== '' && !finding.some((known) => known.includes(message))) finding.push(message);
  }
  return finding.length === 0 ? String(error) : finding.join(': ');
};
