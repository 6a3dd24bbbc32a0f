import type { Due } from '@jwg/domain';
import { dealtWithBy } from '../dockets/served.js';
import { forums } from '../forums/projection.js';
import type { RowsAt } from '../rows/rows-at.js';
import { coursesOf } from './courses.js';
import { dueMoves, knownBy } from './due-course.js';
import { flagContextOf, type FlagContext } from './flag-context.js';
import { isUnfinished, silentFor } from './flags.js';
import { cellsOf, sparse, type Cell, type Course } from './matrix-cells.js';
import { matrixPage, type PageAsked } from './matrix-page.js';
import { columnsOf, headsOf, type Column, type MatrixSession } from './matrix-columns.js';
import type { CommitmentRow } from './row.js';
import { sinceOf, type Since } from './since.js';
import { summaryOf, type CommitmentSummary } from './summary.js';

/** Commitment × session: what each session did to each commitment, and how it stood when the session closed. */
export interface Matrix {
  readonly forum: string;
  readonly position: number;
  /**
   * The sessions that met, by their number in this forum; and where their days put them, those of other forums that
   * served this one too without a number here, or that dealt with its commitments.
   */
  readonly sessions: readonly MatrixSession[];
  /** The forum's own, and those that came before it from other forums: of those that fit, in the order asked for. */
  readonly commitments: readonly MatrixLine[];
  /** The number of all that fit, on every page. */
  readonly total: number;
  /** The `after` of the next page, if there is one. */
  readonly next?: string;
}

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

export interface MatrixAsked extends PageAsked {
  /** Default: full. */
  readonly cells?: 'full' | 'sparse';
}

/** `undefined` when there is no such forum. */
export const matrix = async (
  { reader, position, on }: RowsAt,
  forum: string,
  { cells: shown = 'full', ...page }: MatrixAsked = {},
): Promise<Matrix | undefined> => {
  const [known, dealtWith] = await Promise.all([reader.get(forums, forum), dealtWithBy(reader, forum)]);
  if (!known) return undefined;
  const all = dealtWith.filter(({ registered }) => registered !== undefined);
  const around = await flagContextOf(reader, all);
  const { rows, ...rest } = await matrixPage(reader, { all, around, on }, page);
  const [columns, courseOf] = await Promise.all([columnsOf(reader, forum, all), coursesOf(reader, rows)]);
  const show = shown === 'sparse' ? sparse : (cells: Cell[]) => cells;
  return {
    forum,
    position,
    sessions: await headsOf(reader, forum, columns),
    commitments: rows.map((row) => {
      const line = lineOf(row, columns, courseOf(row.id), around);
      return { ...summaryOf(row, around, on), ...line, cells: show(line.cells) };
    }),
    ...rest,
  };
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
