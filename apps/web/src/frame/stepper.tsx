import { lazy, Suspense, useMemo } from 'react';
import { useParams } from '@tanstack/react-router';
import { useGoTo } from '../moment/go-to.js';
import { isFixed } from '../moment/moment.js';
import { useAnswered } from '../moment/use-answered.js';
import { useMoment, useOther } from '../moment/use-moment.js';
import { useLetterKeys } from './letter-keys.js';

const StepStrip = lazy(() => import('./step-strip.js'));

/**
 * The page of a forum, a session or a commitment, event by event: `[` goes to the event before, `]` to the one after. By
 * what had happened there are no steps, since an event that is recorded tomorrow may come between them.
 */
export const Stepper = () => {
  const { forum, session, commitment }: Partial<Record<string, string>> = useParams({ strict: false });
  const subject = commitment ?? session ?? forum;
  const moment = useMoment();
  const isOne = useOther() === undefined && moment.asOfBasis === undefined;
  const answered = useAnswered()?.position;
  // Before the forum was known nothing is answered, and its first event is still the next one.
  const position = isFixed(moment) ? Number(moment.asOf) : answered;
  if (subject === undefined || position === undefined || !isOne) return null;
  return isFixed(moment) ? (
    <Suspense fallback={null}>
      <StepStrip subject={subject} position={position} />
    </Suspense>
  ) : (
    <From position={position} />
  );
};

/** At another moment than a position nothing is shown of it; the first key shows the latest event then, and the page as it left it. */
const From = ({ position }: { position: number }) => {
  const go = useGoTo();
  const keys = useMemo(() => ({ '[': () => go({ asOf: String(position) }) }), [go, position]);
  useLetterKeys(keys);
  return null;
};
