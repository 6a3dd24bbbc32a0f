import { compareIds, sortable } from '@jwg/domain';
import { orderOf } from '../events/citation.js';
import { wholeLists } from '../rows/kept-apart.js';
import type { RowReader } from '../rows/reader.js';
import { dueDay } from './due.js';
import { failedBy, type CommitmentFilters } from './filters.js';
import { isUnfinished, silentFor } from './flags.js';
import type { FlagContext } from './flag-context.js';
import { commitments } from './projection.js';
import type { CommitmentRow } from './row.js';

export const matrixOrders = ['number', 'due', 'silence', 'change'] as const;

export interface PageAsked extends Omit<CommitmentFilters, 'awaiting' | 'referredTo'> {
  /**
   * By number; by the day that they are due, undated ones last; the longest silence first; or the latest change first:
   * of the status, or what a session said. Default: number.
   */
  readonly sort?: (typeof matrixOrders)[number];
  /** The id of the last commitment on the previous page. */
  readonly after?: string;
  /** Default: all. */
  readonly limit?: number;
}

export interface MatrixAsked extends PageAsked {
  /** Default: full. */
  readonly cells?: 'full' | 'sparse';
}

interface Known {
  readonly all: readonly CommitmentRow[];
  readonly around: FlagContext;
  readonly on: string;
}

export interface MatrixPage {
  readonly rows: readonly CommitmentRow[];
  readonly total: number;
  readonly next?: string;
}

/** The place of each row in an order, smallest first. */
type Rank = (row: CommitmentRow) => number | string;

export const matrixPage = async (
  reader: RowReader,
  { all, around, on }: Known,
  { sort = 'number', after, limit = Infinity, ...filters }: PageAsked,
): Promise<MatrixPage> => {
  const rank = await rankBy(sort, reader, all, around);
  const number = ranked(all, ({ id }) => sortable(id));
  const compare = (a: CommitmentRow, b: CommitmentRow) => order(rank(a), rank(b)) || order(number(a), number(b));
  const matches = all.filter((row) => failedBy({ row, around, on }, filters).length === 0).sort(compare);
  // It has a place in the order also where it does not fit any more.
  const last = all.find(({ id }) => id === after);
  const isLater = (row: CommitmentRow) => (last ? compare(row, last) > 0 : compareIds(row.id, after!) > 0);
  const rest = after === undefined ? matches : matches.filter(isLater);
  const rows = rest.slice(0, limit);
  return { rows, total: matches.length, ...(rest.length > rows.length && { next: rows.at(-1)!.id }) };
};

const order = (a: number | string, b: number | string): number => (a < b ? -1 : a > b ? 1 : 0);

const rankBy = async (
  sort: NonNullable<PageAsked['sort']>,
  reader: RowReader,
  all: readonly CommitmentRow[],
  around: FlagContext,
): Promise<Rank> => {
  switch (sort) {
    case 'number':
      return () => 0;
    case 'due':
      return ranked(all, (row) => dueDay(row, around) ?? '~');
    case 'silence':
      return ranked(all, (row) => (isUnfinished(row) ? -silentFor(row, around).length : 0));
    case 'change': {
      const ids = all.map(({ id }) => id);
      const history = await wholeLists(reader, commitments, ids, 'history');
      return ranked(all, ({ id, lastMentions: { own, elsewhere } }) => {
        const moved = history.get(id)?.at(-1);
        return -Math.max(own?.place ?? -1, elsewhere?.place ?? -1, moved ? orderOf(moved) : -1);
      });
    }
  }
};

/** Each rank is found once, however often the order asks for it. */
const ranked = (all: readonly CommitmentRow[], rank: Rank): Rank => {
  const ranks = new Map(all.map((row) => [row.id, rank(row)]));
  return ({ id }) => ranks.get(id)!;
};
