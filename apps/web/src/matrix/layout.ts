import type { MatrixLine, MatrixSession } from '../api/types.gen.js';
import type { Row } from './rows.js';

/** Which rows and columns there are, in their order. */
export interface Layout {
  readonly rows: readonly Row[];
  readonly sessions: readonly MatrixSession[];
  /** How many sessions came after the moment. */
  readonly later: number;
}

/**
 * The places of one moment with what is known at another: what was not known then is veiled and has no words; what came
 * into being since has no place yet.
 */
export const placedAs = (held: Layout, commitments: readonly MatrixLine[]): Layout => {
  const known = new Map(commitments.map((line) => [line.id, line]));
  const rows = held.rows.map((row): Row => {
    if (row.is === 'head') return row;
    const id = row.is === 'veiled' ? row.id : row.line.id;
    const line = known.get(id);
    return line ? { is: 'line', line } : { is: 'veiled', id };
  });
  return { ...held, rows };
};
