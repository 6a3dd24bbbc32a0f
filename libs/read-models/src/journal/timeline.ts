import { orderOf } from '../events/citation.js';
import { commitments } from '../commitments/projection.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../page-size.js';
import { pageOfList } from '../rows/kept-apart.js';
import type { RowReader } from '../rows/reader.js';
import type { RowsAt } from '../rows/rows-at.js';
import { entriesOf, type JournalEntry } from './entry.js';
import { rowsAbout, type TimelineAsked } from './rows-about.js';
import { linksOf, type SetRightLinks } from './set-right-links.js';

/** Every event about one forum, session or commitment, from all streams, in order. */
export interface Timeline {
  readonly subject: string;
  readonly position: number;
  /** `rule`: the transition by which the event moved the commitment. */
  readonly entries: readonly (JournalEntry & { rule?: string } & SetRightLinks)[];
  /** Pass it as `after` to get the next page, in the same order; missing on the last page. */
  readonly next?: number;
}

export const timeline = async (at: RowsAt, subject: string, asked: TimelineAsked = {}): Promise<Timeline> => {
  const { reader, position } = at;
  const { entries: shown, next } = await entriesAbout(at, subject, asked);
  const [rules, linksIn] = await Promise.all([rulesOf(reader, subject, shown), linksOf(at, subject, shown)]);
  return {
    subject,
    position,
    entries: shown.map((entry) => {
      const rule = rules.get(entry.eventId);
      return { ...entry, ...(rule !== undefined && { rule }), ...linksIn(entry.eventId) };
    }),
    ...(next !== undefined && { next }),
  };
};

/** The events alone, for who needs neither the rules nor the links. */
export const entriesAbout = async (
  { reader, store }: RowsAt,
  subject: string,
  asked: TimelineAsked = {},
): Promise<{ readonly entries: readonly JournalEntry[]; readonly next?: number }> => {
  const most = Math.min(Math.max(asked.limit ?? DEFAULT_PAGE_SIZE, 1), MAX_PAGE_SIZE);
  const rows = await rowsAbout(reader, subject, asked, most + 1);
  const entries = await entriesOf(store, subject, rows.slice(0, most));
  return { entries, ...(rows.length > most && { next: orderOf(entries.at(-1)!) }) };
};

/** The transitions by which these events moved the commitment, by the event's id. */
const rulesOf = async (reader: RowReader, subject: string, shown: readonly JournalEntry[]) => {
  if (shown.length === 0) return new Map<string, string | undefined>();
  const places = shown.map(orderOf);
  const between = [Math.min(...places), Math.max(...places)] as const;
  const moves = await pageOfList(reader, commitments, subject, 'history', { between });
  return new Map(moves.map(({ entry }) => [entry.eventId, entry.rule]));
};
