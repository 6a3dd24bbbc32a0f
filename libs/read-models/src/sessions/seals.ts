import { forums } from '../forums/projection.js';
import { valueApart } from '../rows/kept-apart.js';
import type { RowReader } from '../rows/reader.js';
import { sessions } from './projection.js';
import type { SessionRow } from './row.js';

/** A signature that counts, and the day on which it was given. */
export interface Seal {
  readonly side: string;
  readonly on: string;
}

/** The signatures that count under the minutes of each session, in the order of its forum's sides. */
export const sealsOf = async (
  reader: RowReader,
  rows: readonly SessionRow[],
): Promise<(session: SessionRow) => readonly Seal[]> => {
  const [held, signatures] = await Promise.all([
    reader.getMany(forums, [...new Set(rows.map(({ forum }) => forum))]),
    valueApart(
      reader,
      sessions,
      rows.map(({ id }) => id),
      'signatures',
    ),
  ]);
  const sides = new Map(held.map((it) => [it.id, it.sides.map(({ side }) => side)]));
  return ({ id, forum }) => {
    const place = ({ side }: Seal) => sides.get(forum)?.indexOf(side) ?? 0;
    const seals = (signatures.get(id) ?? []).map(({ side, signedOn }) => ({ side, on: signedOn }));
    return seals.sort((a, b) => place(a) - place(b));
  };
};
