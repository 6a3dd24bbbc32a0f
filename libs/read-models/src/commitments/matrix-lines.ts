import type { Due } from '@jwg/domain';
import type { RowsAt } from '../rows/rows-at.js';
import { coursesOf } from './courses.js';
import { dueMoves, knownBy } from './due-course.js';
import { flagContextOf, type FlagContext } from './flag-context.js';
import { isUnfinished, silentFor } from './flags.js';
import { cellsOf, sparse, type Cell, type Course } from './matrix-cells.js';
import { columnsOf, type Column } from './matrix-columns.js';
import { matrixPage, type MatrixAsked, type MatrixPage, type PageAsked } from './matrix-page.js';
import type { CommitmentRow } from './row.js';
import { sinceOf, type Since } from './since.js';
import { summaryOf, type CommitmentSummary } from './summary.js';

export interface MatrixLine extends CommitmentSummary {
  /** How often its due date moved. */
  readonly dueMoves: number;
  /** The due date that was said first, where it moved. */
  readonly firstDue?: Due;
  /** How often a session carried it over. */
  readonly carriedOver: number;
  /** How many sessions of its forum have concluded without naming it since it was last named; 0 once it is finished. */
  readonly silentSessions: number;
  /** The first of these sessions that named it. */
  readonly firstSession?: string;
  /** One for each session; or only those in which it was named or that differ from the one before. */
  readonly cells: readonly Cell[];
  /** What happened to it after the last session, in order; the latest ten changes of its status and its due date. */
  readonly since: readonly Since[];
}

/** What the lines of a page of a matrix are made of. */
export interface Ground {
  readonly at: RowsAt;
  /** What the forum deals with, also before it was registered. */
  readonly dealtWith: readonly CommitmentRow[];
  readonly around: FlagContext;
  readonly columns: readonly Column[];
  readonly page: MatrixPage;
}

export const groundOf = async (
  at: RowsAt,
  forum: string,
  dealtWith: readonly CommitmentRow[],
  asked: PageAsked,
): Promise<Ground> => {
  const { reader, on } = at;
  const all = dealtWith.filter(({ registered }) => registered !== undefined);
  const around = await flagContextOf(reader, all);
  const [page, columns] = await Promise.all([
    matrixPage(reader, { all, around, on }, asked),
    columnsOf(reader, forum, all),
  ]);
  return { at, dealtWith, around, columns, page };
};

/** The lines of some of its commitments. */
export const linesOf = async (
  { at: { reader, on }, around, columns }: Ground,
  rows: readonly CommitmentRow[],
  shown: MatrixAsked['cells'] = 'full',
): Promise<MatrixLine[]> => {
  const courseOf = await coursesOf(reader, rows);
  const show = shown === 'sparse' ? sparse : (cells: Cell[]) => cells;
  return rows.map((row) => {
    const line = lineOf(row, columns, courseOf(row.id), around);
    return { ...summaryOf(row, around, on), ...line, cells: show(line.cells) };
  });
};

const lineOf = (row: CommitmentRow, columns: readonly Column[], course: Course, around: FlagContext) => {
  const cells = cellsOf(row, columns, course);
  const dues = knownBy(course.dues, course.setRight);
  const moves = dueMoves(dues);
  const first = cells.find(({ did }) => did.length > 0)?.session;
  const last = columns.at(-1);
  const isKnown = last?.session.forum === row.forum || (cells.at(-1)?.did.length ?? 0) > 0;
  return {
    dueMoves: moves,
    ...(moves > 0 && dues[0]?.due && { firstDue: dues[0].due }),
    carriedOver: row.timesCarriedOver,
    silentSessions: isUnfinished(row) ? silentFor(row, around).length : 0,
    ...(first !== undefined && { firstSession: first }),
    cells,
    since: sinceOf(course, last, isKnown),
  };
};
