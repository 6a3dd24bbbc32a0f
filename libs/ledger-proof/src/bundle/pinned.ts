/** What the reader of a bundle has from elsewhere. */
export interface Pinned {
  /** The ledger's public key. */
  readonly key?: string;
  /** The public keys of witnesses. */
  readonly witnesses?: readonly string[];
}
