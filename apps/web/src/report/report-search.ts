export interface ReportSearch {
  /** Of the forum as a whole; missing: of one session. */
  readonly of?: 'forum';
  /** Of which session; missing: the last one. */
  readonly session?: string;
  /** The side that answers for it; missing: the reader's own, or the first. */
  readonly side?: string;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

export const reportSearch = (given: Record<string, unknown>): ReportSearch => ({
  of: given['of'] === 'forum' ? 'forum' : undefined,
  session: text(given['session']),
  side: text(given['side']),
});
