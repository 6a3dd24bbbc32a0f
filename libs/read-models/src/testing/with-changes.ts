import type { Matrix } from '../commitments/matrix.js';

/** A page of the matrix as it is now, from that page as it was and what changed in it since. */
export const withChanges = (held: Matrix | undefined, { order, commitments, ...rest }: Matrix): Matrix => {
  const lines = new Map([...(held?.commitments ?? []), ...commitments].map((line) => [line.id, line]));
  return { ...rest, commitments: order!.map((id) => lines.get(id)!) };
};
