import { forumOf } from '@jwg/domain';
import { broughtBefore, dealtWithBy } from '../dockets/served.js';
import { forums } from '../forums/projection.js';
import type { RowsAt } from '../rows/rows-at.js';
import { groundOf, linesOf, type Ground, type MatrixLine } from './matrix-lines.js';
import type { MatrixAsked } from './matrix-page.js';
import { commitments } from './projection.js';
import { touchedSince } from './touched-since.js';

/**
 * The lines of a page that are not as they were at an earlier moment on the same page, or were not on it. What the
 * viewer may not see has changed no row of the viewer's, so it shows no line.
 */
export const changedLines = async (
  then: RowsAt,
  now: Ground,
  forum: string,
  { cells, ...asked }: MatrixAsked,
): Promise<MatrixLine[]> => {
  const touched = await touchedSince(then.position, now.at);
  const isKnown = (await then.reader.get(forums, forum)) !== undefined;
  if (touched === 'names' || !isKnown) return linesOf(now, now.page.rows, cells);
  const dealtWith = touched === 'any' ? dealtWithBy(then.reader, forum) : dealtWithBefore(then, now, forum, touched);
  const before = await groundOf(then, forum, await dealtWith, asked);
  const old = new Map(before.page.rows.map((row) => [row.id, row]));
  const isAny = touched === 'any' || !isAsAround(before, now);
  const rows = now.page.rows.filter(({ id }) => isAny || touched.has(id) || !old.has(id));
  const oldRows = rows.flatMap(({ id }) => old.get(id) ?? []);
  const [lines, oldLines] = await Promise.all([linesOf(now, rows, cells), linesOf(before, oldRows, cells)]);
  const texts = new Map(oldLines.map((line) => [line.id, JSON.stringify(line)]));
  return lines.filter((line) => JSON.stringify(line) !== texts.get(line.id));
};

/** The rows that were not touched are at hand. */
const dealtWithBefore = async (
  { reader }: RowsAt,
  { dealtWith }: Ground,
  forum: string,
  touched: ReadonlySet<string>,
) => {
  const isOwn = (id: string) => forumOf(id) === forum;
  const others = await broughtBefore(reader, forum);
  return [
    ...dealtWith.filter(({ id }) => isOwn(id) && !touched.has(id)),
    ...(await reader.getMany(commitments, [...[...touched].filter(isOwn), ...others])),
  ];
};

/** Whether all that lines depend on besides their commitments is the same: the columns, the forums and their sessions. */
const isAsAround = (before: Ground, now: Ground): boolean => textOfAround(before) === textOfAround(now);

const textOfAround = ({ columns, around }: Ground): string =>
  JSON.stringify([columns, [...around.forums].sort(byId), [...around.sessions].sort(byId)]);

const byId = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0);
