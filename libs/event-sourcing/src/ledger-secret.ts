/** A random text that this ledger alone has, and that never leaves it. What is digested with it cannot be guessed. */
export interface LedgerSecret {
  readonly value: string;
  /** Takes another ledger's secret, because its events are moved here. When it resolves, every later opening has it. */
  replace(value: string): Promise<void>;
}
