import { pageOfList } from '../rows/kept-apart.js';
import type { RowReader } from '../rows/reader.js';
import type { RowsAt } from '../rows/rows-at.js';
import { orderOf } from '../events/citation.js';
import { entriesOf, type JournalEntry } from './entry.js';
import { commitments } from '../commitments/projection.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../page-size.js';
import { journal, journalKey } from './projection.js';

/** Every event about one forum, session or commitment, from all streams, in order. */
export interface Timeline {
  readonly subject: string;
  readonly position: number;
  /** `rule`: the transition by which the event moved the commitment. */
  readonly entries: readonly (JournalEntry & { rule?: string })[];
  /** Pass it as `after` to get the next page; missing on the last page. */
  readonly next?: number;
}

/** After every position, in the width of a journal key. */
const END = 999_999_999_999;

export const timeline = async (
  { reader, store, position }: RowsAt,
  subject: string,
  { after, limit = DEFAULT_PAGE_SIZE }: { after?: number; limit?: number } = {},
): Promise<Timeline> => {
  const most = Math.min(Math.max(limit, 1), MAX_PAGE_SIZE);
  const place = { atLeast: journalKey(subject, after === undefined ? 0 : after + 1), atMost: journalKey(subject, END) };
  const rows = await reader.find(journal, { key: place }, { limit: most + 1 });
  const shown = await entriesOf(store, subject, rows.slice(0, most));
  const rules = await rulesOf(reader, subject, shown);
  return {
    subject,
    position,
    entries: shown.map((entry) => {
      const rule = rules.get(entry.eventId);
      return rule === undefined ? entry : { ...entry, rule };
    }),
    ...(rows.length > most && { next: orderOf(shown.at(-1)!) }),
  };
};

/** The transitions by which these events moved the commitment, by the event's id. */
const rulesOf = async (reader: RowReader, subject: string, shown: readonly JournalEntry[]) => {
  if (shown.length === 0) return new Map<string, string | undefined>();
  const between = [orderOf(shown[0]!), orderOf(shown.at(-1)!)] as const;
  const moves = await pageOfList(reader, commitments, subject, 'history', { between, limit: shown.length });
  return new Map(moves.map(({ entry }) => [entry.eventId, entry.rule]));
};
