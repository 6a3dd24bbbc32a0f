/** What doubts about a commitment's entries go by: days and percentages that somebody gave before. */
export interface Recall {
  /** When it was brought up. Of a session whose day nobody knows, only a day is known by which it had been held. */
  readonly said?: string | undefined;
  /** The first entry that work began, with its day if somebody gave one. */
  readonly begun?: { readonly on: string | undefined };
  /** The percentage that each reporter gave last. */
  readonly percents: Readonly<Record<string, number>>;
}

export const nothingRecalled: Recall = { percents: {} };
