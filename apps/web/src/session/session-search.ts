export interface SessionSearch {
  /** The signed text is held against the first draft; missing: against the last one before it. */
  readonly draft?: 'first';
}

export const sessionSearch = (given: Record<string, unknown>): SessionSearch =>
  given['draft'] === 'first' ? { draft: 'first' } : {};
