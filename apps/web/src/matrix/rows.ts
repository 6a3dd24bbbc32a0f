import type { MatrixLine, MatrixSession } from '../api/types.gen.js';
import { sessionIn } from '../words/ids.js';
import { responsibleFor } from './filters.js';
import type { Grouping, Order } from './matrix-search.js';

/** What stands in the body of the table, from top to bottom. */
export type Row = FoundRow | VeiledRow;

/** Not known at the moment to which the reader is dragging; its place is kept. */
interface VeiledRow {
  readonly is: 'veiled';
  readonly id: string;
}

type FoundRow =
  | { readonly is: 'line'; readonly line: MatrixLine }
  | { readonly is: 'head'; readonly of: Grouping; readonly value: string; readonly count: number };

type Columns = readonly Pick<MatrixSession, 'id'>[];

/** In the order asked for. Rows of one group stand together; the first institution that leads has a group. */
export const rowsOf = (
  lines: readonly MatrixLine[],
  { sort = 'number', group }: { readonly sort?: Order; readonly group?: Grouping },
  sessions: Columns,
): FoundRow[] => {
  const sorted = inOrder(lines, sort, sessions);
  if (group === undefined) return sorted.map((line) => ({ is: 'line', line }));
  const groups = new Map<string, MatrixLine[]>();
  for (const line of sorted)
    for (const value of groupsOf(line, group)) groups.set(value, [...(groups.get(value) ?? []), line]);
  return [...groups].flatMap(([value, some]) => [
    { is: 'head' as const, of: group, value, count: some.length },
    ...some.map((line) => ({ is: 'line' as const, line })),
  ]);
};

const groupsOf = (line: MatrixLine, group: Grouping): readonly string[] => {
  if (group === 'kind') return [line.kind];
  if (group === 'session') return [sessionIn(line.id)];
  const [first = ''] = responsibleFor(line);
  return [first];
};

const inOrder = (lines: readonly MatrixLine[], sort: Order, sessions: Columns): readonly MatrixLine[] => {
  if (sort === 'due') return lines.toSorted((a, b) => (dueOf(a) < dueOf(b) ? -1 : dueOf(a) > dueOf(b) ? 1 : 0));
  if (sort === 'silence') return lines.toSorted((a, b) => b.silentSessions - a.silentSessions);
  if (sort === 'change') return lines.toSorted((a, b) => changeOf(b, sessions) - changeOf(a, sessions));
  return lines;
};

/** Undated ones come last. A month or a year is over on its last day. */
const dueOf = ({ due }: MatrixLine): string => (due?.date === undefined ? '~' : `${due.date}-99-99`.slice(0, 10));

/** The place of the latest change: after all sessions by its position, else the last session that has a cell. */
const changeOf = ({ since, cells }: MatrixLine, sessions: Columns): number => {
  const last = since.at(-1);
  if (last !== undefined) return sessions.length + last.position;
  return sessions.findIndex(({ id }) => id === cells.at(-1)?.session);
};
