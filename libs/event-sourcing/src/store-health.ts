/** Whether a process can read the ledger: a server may be away, a data folder deleted or replaced. */
export interface StoreHealth {
  /** Which kind of store it is; of a server also its version, and what is different there. */
  readonly server: string;
  /** Since when it cannot, and why, in words that anybody may read; absent while it can. `forGood`: until somebody decides. */
  readonly unreadable?: { readonly since: Date; readonly reason: string; readonly forGood?: boolean };
  /** How often a connection that said nothing was given up for a new one. */
  readonly renewals: number;
}
