export interface ReportSearch {
  /** Of which session; missing: the last one. */
  readonly session?: string;
  /** The side that answers for it; missing: the reader's own, or the first. */
  readonly side?: string;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

export const reportSearch = (given: Record<string, unknown>): ReportSearch => ({
  session: text(given['session']),
  side: text(given['side']),
});
