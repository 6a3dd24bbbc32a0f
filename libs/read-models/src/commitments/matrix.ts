import { dealtWithBy } from '../dockets/served.js';
import { forums } from '../forums/projection.js';
import type { RowsAt } from '../rows/rows-at.js';
import { headsOf, type MatrixSession } from './matrix-columns.js';
import { groundOf, linesOf, type Ground, type MatrixLine } from './matrix-lines.js';
import type { MatrixAsked, PageAsked } from './matrix-page.js';
import { changedLines } from './matrix-since.js';

export type { MatrixAsked, MatrixLine };

/** Commitment × session: what each session did to each commitment, and how it stood when the session closed. */
export interface Matrix {
  readonly forum: string;
  readonly position: number;
  /** The day for which flags are computed. */
  readonly on: string;
  /**
   * The sessions that met, by their number in this forum; and where their days put them, those of other forums that
   * served this one too without a number here, or that dealt with its commitments.
   */
  readonly sessions: readonly MatrixSession[];
  /**
   * The forum's own, and those that came before it from other forums: of those that fit, in the order asked for. With
   * `changedSince` only those that are not as they were.
   */
  readonly commitments: readonly MatrixLine[];
  /** With `changedSince`: the ids of all commitments on this page, in order. */
  readonly order?: readonly string[];
  /** The number of all that fit, on every page. */
  readonly total: number;
  /** The `after` of the next page, if there is one. */
  readonly next?: string;
}

/** `undefined` when there is no such forum. */
export const matrix = async (
  now: RowsAt,
  forum: string,
  { cells, ...asked }: MatrixAsked = {},
): Promise<Matrix | undefined> => {
  const ground = await knownGround(now, forum, asked);
  return ground && answerOf(forum, ground, await linesOf(ground, ground.page.rows, cells));
};

/**
 * The same matrix for whoever has it as of an earlier moment, by the same question and the same day. From the lines that
 * they hold and these they make it: `order.map((id) => changed.get(id) ?? held.get(id))`.
 */
export const matrixSince = async (
  then: RowsAt,
  now: RowsAt,
  forum: string,
  { cells, ...asked }: MatrixAsked = {},
): Promise<Matrix | undefined> => {
  const ground = await knownGround(now, forum, asked);
  if (!ground) return undefined;
  const changed = await changedLines(then, ground, forum, { cells, ...asked });
  return { ...(await answerOf(forum, ground, changed)), order: ground.page.rows.map(({ id }) => id) };
};

const knownGround = async (at: RowsAt, forum: string, asked: PageAsked): Promise<Ground | undefined> => {
  const [known, dealtWith] = await Promise.all([at.reader.get(forums, forum), dealtWithBy(at.reader, forum)]);
  return known && groundOf(at, forum, dealtWith, asked);
};

const answerOf = async (
  forum: string,
  { at: { reader, position, on }, columns, page }: Ground,
  lines: readonly MatrixLine[],
): Promise<Matrix> => {
  const { rows: _, ...rest } = page;
  return { forum, position, on, sessions: await headsOf(reader, forum, columns), commitments: lines, ...rest };
};
