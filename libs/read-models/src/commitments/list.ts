import type { RowsAt } from '../rows/rows-at.js';
import { failedBy, type ListAsked } from './filters.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../page-size.js';
import { inOrder } from './in-order.js';
import { flagContextOf } from './flag-context.js';
import { summaryOf, type CommitmentSummary } from './summary.js';

export interface CommitmentPage {
  /** The id of the last commitment on the previous page. */
  readonly after?: string;
  /** 1 to 500; default 50. */
  readonly limit?: number;
}

export interface CommitmentList {
  readonly position: number;
  readonly items: readonly CommitmentSummary[];
  /** The `after` of the next page, if there is one. */
  readonly next?: string;
  /** The number of matches in all, if the answer had to look at all of them anyway. */
  readonly total?: number;
}

/** In the order of their ids' numbers. */
export const commitmentList = async (
  { reader, position, on }: RowsAt,
  filters: ListAsked = {},
  { after, limit = DEFAULT_PAGE_SIZE }: CommitmentPage = {},
): Promise<CommitmentList> => {
  const most = Math.min(Math.max(limit, 1), MAX_PAGE_SIZE);
  const items: CommitmentSummary[] = [];
  let whole = false;
  // A filter without an index needs large chunks of rows. Otherwise one extra row shows whether there is a next page.
  const { flag, side, dueBefore, q, awaiting, referredTo, forum } = filters;
  const inForum = forum === undefined ? undefined : (filters.kind ?? filters.status ?? filters.adoption);
  const chunk = (flag ?? side ?? dueBefore ?? q ?? awaiting ?? referredTo ?? inForum) ? MAX_PAGE_SIZE : most + 1;
  for await (const { rows, isLast } of inOrder(reader, filters, chunk, after)) {
    const around = await flagContextOf(reader, rows);
    const matches = rows.filter(
      (row) => row.registered !== undefined && failedBy({ row, around, on }, filters).length === 0,
    );
    items.push(...matches.map((row) => summaryOf(row, around, on)));
    whole = isLast && after === undefined;
    if (items.length > most) break;
  }
  return { position, ...cut(items, most), ...(whole && { total: items.length }) };
};

const cut = (items: readonly CommitmentSummary[], limit: number): Pick<CommitmentList, 'items' | 'next'> => {
  const shown = items.slice(0, limit);
  return { items: shown, ...(items.length > limit && { next: shown.at(-1)!.id }) };
};
