/** Whether a process can read a ledger that is on a server. */
export interface StoreHealth {
  /** Since when it cannot, and why, in words that anybody may read; absent while it can. */
  readonly unreadable?: { readonly since: Date; readonly reason: string };
  /** How often a connection that said nothing was given up for a new one. */
  readonly renewals: number;
}
