import { compareIds, sortable, type Adoption, type CommitmentKind, type Status } from '@jwg/domain';
import type { RowsAt } from '../rows/rows-at.js';
import { nameOf, type FlagName } from './flags.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../page-size.js';
import { responsibilities } from '../responsibilities/projection.js';
import type { RowReader } from '../rows/reader.js';
import { awaits, type Awaited } from './awaiting.js';
import { flagContextOf, type FlagContext } from './flag-context.js';
import { commitments } from './projection.js';
import type { CommitmentRow } from './row.js';
import { dueDay, summaryOf, type CommitmentSummary } from './summary.js';

/** A commitment must pass every filter that is given. */
export interface CommitmentFilters {
  readonly forum?: string;
  /** The institution leads or supports it. */
  readonly institution?: string;
  /** An institution of the side leads or supports it. */
  readonly side?: string;
  readonly kind?: CommitmentKind;
  readonly status?: Status;
  readonly adoption?: Adoption;
  readonly flag?: FlagName;
  /** A day. The commitment is due on an earlier one. */
  readonly dueBefore?: string;
  /** The next move is theirs. */
  readonly awaiting?: Awaited;
  /** Another forum referred it to this one. */
  readonly referredTo?: string;
}

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
  filters: CommitmentFilters = {},
  { after, limit = DEFAULT_PAGE_SIZE }: CommitmentPage = {},
): Promise<CommitmentList> => {
  const most = Math.min(Math.max(limit, 1), MAX_PAGE_SIZE);
  const items: CommitmentSummary[] = [];
  let whole = false;
  // A filter without an index needs large chunks of rows. Otherwise one extra row shows whether there is a next page.
  const { flag, side, dueBefore, awaiting, referredTo } = filters;
  const chunk = (flag ?? side ?? dueBefore ?? awaiting ?? referredTo) ? MAX_PAGE_SIZE : most + 1;
  for await (const { rows, isLast } of inOrder(reader, filters, chunk, after)) {
    const around = await flagContextOf(reader, rows);
    const matches = rows.filter((row) => isAsked(row, filters, around)).map((row) => summaryOf(row, around, on));
    items.push(...matches.filter(({ flags }) => !flag || flags.some((it) => nameOf(it) === flag)));
    whole = isLast && after === undefined;
    if (items.length > most) break;
  }
  return { position, ...cut(items, most), ...(whole && { total: items.length }) };
};

const cut = (items: readonly CommitmentSummary[], limit: number): Pick<CommitmentList, 'items' | 'next'> => {
  const shown = items.slice(0, limit);
  return { items: shown, ...(items.length > limit && { next: shown.at(-1)!.id }) };
};

/** Chunks of rows, by the columns that have an index; an institution's by the index of responsibilities. */
async function* inOrder(
  reader: RowReader,
  filters: CommitmentFilters,
  chunk: number,
  after?: string,
): AsyncGenerator<Chunk> {
  const { forum, kind, status, adoption, institution } = filters;
  if (institution !== undefined) {
    const parts = await reader.find(responsibilities, { institution, forum });
    const ids = parts.map(({ commitment }) => commitment).sort(compareIds);
    const rest = after === undefined ? ids : ids.filter((id) => compareIds(id, after) > 0);
    for (let n = 0, isLast = false; !isLast; n += chunk) {
      isLast = n + chunk >= rest.length;
      yield { rows: await reader.getMany(commitments, rest.slice(n, n + chunk)), isLast };
    }
    return;
  }
  for (let last = after, isLast = false; !isLast;) {
    const page = { by: 'place', limit: chunk, ...(last !== undefined && { after: [sortable(last), last] as const }) };
    const rows = await reader.find(commitments, { registered: 1, forum, kind, status, adoption }, page);
    isLast = rows.length < chunk;
    yield { rows, isLast };
    last = rows.at(-1)?.id;
  }
}

interface Chunk {
  readonly rows: CommitmentRow[];
  readonly isLast: boolean;
}

const isAsked = (row: CommitmentRow, filters: CommitmentFilters, around: FlagContext): boolean => {
  const { forum, kind, status, adoption, institution, side, dueBefore, awaiting, referredTo } = filters;
  const responsible = [...row.lead, ...row.support];
  const ofSide = () =>
    around.forums.get(row.forum)?.institutions.some((it) => it.side === side && responsible.includes(it.id)) ?? false;
  const day = dueDay(row, around);
  return (
    row.registered !== undefined &&
    (forum === undefined || row.forum === forum) &&
    (kind === undefined || row.kind === kind) &&
    (status === undefined || row.status === status) &&
    (adoption === undefined || row.adoption === adoption) &&
    (institution === undefined || responsible.includes(institution)) &&
    (side === undefined || ofSide()) &&
    (dueBefore === undefined || (day !== undefined && day < dueBefore)) &&
    (awaiting === undefined || awaits(awaiting, row, around)) &&
    (referredTo === undefined || (row.disposition === 'referred' && row.referredTo === referredTo))
  );
};
