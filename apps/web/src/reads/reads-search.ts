export interface ReadsSearch {
  /** Only of this forum, and of the whole ledger. */
  readonly forum?: string;
}

export const readsSearch = ({ forum }: Record<string, unknown>): ReadsSearch =>
  typeof forum === 'string' && forum !== '' ? { forum } : {};
