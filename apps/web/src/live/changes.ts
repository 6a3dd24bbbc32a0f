/** What changed in the ledger, without its data: what is on the page is read again. */
export interface Changed {
  readonly position: number;
  /** The ids of the forums, sessions and commitments that the events are about. */
  readonly subjects: readonly string[];
}

/** How this browser stands to the stream of changes. */
export type Liveness =
  | { readonly is: 'live' }
  | { readonly is: 'reading' }
  /** Milliseconds since 1970. */
  | { readonly is: 'lost'; readonly since: number };

/** What the tab that reads the stream tells the others. */
export type Told = { readonly changed: Changed } | { readonly liveness: Liveness };
