import type { Diff, Matrix } from '../api/types.gen.js';
import { differencesOf, rowsOfBoth } from './differences.js';
import { filtered } from './filters.js';
import type { MatrixSearch } from './matrix-search.js';
import type { Compared } from './sheet.js';

/** The same at the other of two moments that are compared, and what the ledger says has changed since. */
export interface Then {
  readonly matrix: Matrix;
  readonly diff: Diff;
}

export const comparedTo = (
  { matrix: then, diff }: Then,
  now: Matrix,
  search: MatrixSearch,
  sideOf: ReadonlyMap<string, string>,
): Compared => {
  const passes = (matrix: Matrix) => new Set(filtered(matrix.commitments, search, sideOf).map(({ id }) => id));
  const [before, after] = [passes(then), passes(now)];
  return {
    differences: differencesOf(then, now, diff.changes),
    fresh: new Set(now.sessions.map(({ id }) => id).filter((id) => !then.sessions.some((it) => it.id === id))),
    left: new Set([...before].filter((id) => !after.has(id))),
  };
};

/** Filters hold at either of two moments that are compared: what left a filter is still shown. */
export const shownLines = (
  now: Matrix,
  search: MatrixSearch,
  sideOf: ReadonlyMap<string, string>,
  compared: Compared | undefined,
): Matrix['commitments'] => {
  const passing = filtered(now.commitments, search, sideOf);
  if (compared === undefined) return passing;
  const { differences, left } = compared;
  const ids = new Set([...passing.map(({ id }) => id), ...left]);
  const { changed = 'true' } = search;
  return [...rowsOfBoth(now, differences)].filter(({ id }) => {
    const difference = differences.get(id);
    const isAsked =
      changed === 'false' ||
      (difference !== undefined && (changed === 'true' || difference.told.kinds.includes(changed)));
    return ids.has(id) && isAsked;
  });
};
