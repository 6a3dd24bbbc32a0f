import type { EventType } from '@jwg/domain';
import { orderOf } from '../events/citation.js';
import { endOf } from '../events/dates.js';
import type { RowReader } from '../rows/reader.js';
import { journal, journalKey, type JournalRow } from './projection.js';

export interface TimelineAsked {
  /** `next` of the page before. */
  readonly after?: number;
  /** Only what is before this position. */
  readonly before?: number;
  readonly limit?: number;
  /** Default: oldest first. */
  readonly order?: 'oldest' | 'newest';
  /** By when it was recorded, or by when it happened. Default: recorded. */
  readonly on?: 'recorded' | 'happened';
  /** Only events of these types. */
  readonly types?: readonly EventType[];
}

/** After every position, in the width of a journal key. */
const END = 999_999_999_999;

type Order = (a: JournalRow, b: JournalRow) => number;

/** So many rows about a subject, in the order asked for, from one on. */
export const rowsAbout = (
  reader: RowReader,
  subject: string,
  asked: TimelineAsked,
  limit: number,
): Promise<JournalRow[]> =>
  asked.on === 'happened' || asked.types !== undefined
    ? among(reader, subject, asked, limit)
    : inOrder(reader, subject, asked, limit);

/** The rows about a subject that say of an entry that it was wrong, where no other row has that. */
export const rowsThatSetRight = (reader: RowReader, subject: string, limit: number): Promise<JournalRow[]> => {
  const key = { atLeast: journalKey(subject, 0), atMost: journalKey(subject, END) };
  return reader.find(journal, { key, setsRight: 1 }, { limit });
};

/** The order of the keys, so the index has the page. */
const inOrder = async (
  reader: RowReader,
  subject: string,
  { after, before = END + 1, order }: TimelineAsked,
  limit: number,
): Promise<JournalRow[]> => {
  const descending = order === 'newest';
  const from = after === undefined || descending ? 0 : after + 1;
  const last = Math.min(before, after === undefined || !descending ? END + 1 : after) - 1;
  if (last < from) return [];
  const key = { atLeast: journalKey(subject, from), atMost: journalKey(subject, last) };
  return reader.find(journal, { key }, { limit, descending });
};

/** Another order, or a choice: all rows about the subject are looked at. They are short. */
const among = async (
  reader: RowReader,
  subject: string,
  { after, before = Infinity, order, on, types }: TimelineAsked,
  limit: number,
): Promise<JournalRow[]> => {
  const key = { atLeast: journalKey(subject, 0), atMost: journalKey(subject, END) };
  const all = await reader.find(journal, { key });
  const sign = order === 'newest' ? -1 : 1;
  const compare: Order = (a, b) => sign * (on === 'happened' ? byOccurrence(a, b) : orderOf(a) - orderOf(b));
  const last = all.find((row) => orderOf(row) === after);
  return all
    .filter((row) => orderOf(row) < before && (types === undefined || types.includes(row.type)))
    .filter((row) => after === undefined || (last !== undefined && compare(row, last) > 0))
    .sort(compare)
    .slice(0, limit);
};

/** By the end of its day, month or year, then by position. */
const byOccurrence: Order = (a, b) => {
  const [one, other] = [endOf(a.on), endOf(b.on)];
  return one < other ? -1 : one > other ? 1 : orderOf(a) - orderOf(b);
};
