import { useMemo, useState } from 'react';
import type { Matrix } from '../api/types.gen.js';
import { useIsPast } from '../moment/use-moment.js';

/** How much is new, and not yet shown. */
export interface Waiting {
  readonly sessions: number;
  readonly commitments: number;
}

interface Read {
  readonly matrix?: Matrix;
  /** All of its pages are there. */
  readonly isWhole: boolean;
}

interface Seen {
  readonly question: string;
  readonly ids: ReadonlySet<string>;
}

const idsOf = ({ sessions, commitments }: Matrix): ReadonlySet<string> =>
  new Set([...sessions, ...commitments].map(({ id }) => id));

/**
 * Rows and columns that come while the reader looks wait until they are asked for, so that nothing moves under the reader.
 *
 * @param question  what was asked for; another question shows all of its answer
 */
export const useWaiting = (
  { matrix, isWhole }: Read,
  question: string,
): { readonly shown?: Matrix; readonly waiting: Waiting; show(): void } => {
  const past = useIsPast();
  const [seen, setSeen] = useState<Seen>();
  const accept = () => matrix && setSeen({ question, ids: idsOf(matrix) });
  if (isWhole && seen?.question !== question) accept(); // another question, or the first answer
  const shown = useMemo(
    () => (past || !matrix || seen?.question !== question ? matrix : withinSeen(matrix, seen.ids)),
    [past, matrix, seen, question],
  );
  const less = (part: 'sessions' | 'commitments') => (matrix?.[part].length ?? 0) - (shown?.[part].length ?? 0);
  return { shown, waiting: { sessions: less('sessions'), commitments: less('commitments') }, show: accept };
};

const withinSeen = (matrix: Matrix, seen: ReadonlySet<string>): Matrix => {
  const isSeen = ({ id }: { readonly id: string }) => seen.has(id);
  if (matrix.sessions.every(isSeen) && matrix.commitments.every(isSeen)) return matrix;
  return { ...matrix, sessions: matrix.sessions.filter(isSeen), commitments: matrix.commitments.filter(isSeen) };
};
