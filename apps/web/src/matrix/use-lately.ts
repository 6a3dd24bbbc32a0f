import { useEffect, useRef, useState } from 'react';
import type { Matrix } from '../api/types.gen.js';
import { isPast } from '../moment/moment.js';
import { useMoment } from '../moment/use-moment.js';
import { changedBetween, type Lately } from './lately.js';

const nothing: Lately = new Map();
const SEEN_MS = 2_000;

/** What changed under the reader, for two seconds. In the past nothing does: there a reader goes from moment to moment. */
export const useLately = ({ commitments }: Pick<Matrix, 'commitments'>): Lately => {
  const moment = useMoment();
  const question = isPast(moment) ? undefined : JSON.stringify(moment);
  const last = useRef<{ readonly question: string | undefined; readonly commitments: Matrix['commitments'] }>(
    undefined,
  );
  const [lately, setLately] = useState(nothing);
  useEffect(() => {
    const before = last.current;
    last.current = { question, commitments };
    if (question === undefined || before?.question !== question || before.commitments === commitments) return;
    const changed = changedBetween(before.commitments, commitments);
    if (changed.size === 0) return;
    setLately(changed);
    setTimeout(() => setLately((it) => (it === changed ? nothing : it)), SEEN_MS);
  }, [commitments, question]);
  return lately;
};
