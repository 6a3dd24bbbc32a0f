/** What a text for people is laid out for. */
export interface Sheet {
  /** The moment for which the answer holds, in words. */
  readonly moment: string;
  /** In characters. */
  readonly width: number;
  /** The language asked for; English without it. */
  readonly lang?: string;
}

export const NARROWEST = 60;
export const WIDEST = 200;
/** The width where the output is no terminal, as of a printed page. */
const PAGE = 100;

/** The sheet for these options: as wide as the terminal, within limits. */
export const sheetOf = ({ width, lang }: { width?: number; lang?: string }, moment: string): Sheet => ({
  moment,
  width: width ?? (process.stdout.isTTY ? between(process.stdout.columns) : PAGE),
  ...(lang !== undefined && { lang }),
});

const between = (columns: number): number => Math.min(WIDEST, Math.max(NARROWEST, columns || PAGE));
