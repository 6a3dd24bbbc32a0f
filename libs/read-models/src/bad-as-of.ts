/** The moment asked for cannot be asked for. A question badly put, not a refusal by the rules. */
export class BadAsOf extends Error {
  override readonly name = 'BadAsOf';
  constructor(
    readonly field: 'asOf' | 'asOfBasis',
    /** What stands in the way, in one sentence. */
    readonly rule: string,
    readonly wayOut: string,
  ) {
    super(`${rule} ${wayOut}`);
  }
}
