import type { ReactNode } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import type { Which } from './go-to.js';
import type { Moment } from './moment.js';
import { useMomentName } from './moment-words.js';
import { useMoment } from './use-moment.js';

interface ComparedProps {
  readonly other: Moment;
  readonly type: (which: Which) => void;
}

/** Which two moments are compared, as a sentence; each of them can be typed instead. */
export const Compared = ({ other, type }: ComparedProps) => {
  const { t } = useLingui();
  const moment = useMoment();
  const name = useMomentName();
  const [first, second] = [name(other), name(moment)];
  return (
    <div className="say">
      <Trans>
        You compare{' '}
        <Typed label={t`Type the first moment`} type={() => type('against')}>
          {first}
        </Typed>{' '}
        with{' '}
        <Typed label={t`Type the second moment`} type={() => type('asOf')}>
          {second}
        </Typed>
      </Trans>
      <small>
        <ByWhat first={other.asOfBasis} second={moment.asOfBasis} />{' '}
        <Signed first={other.signedOnly} second={moment.signedOnly} />
      </small>
    </div>
  );
};

const Typed = ({ label, type, children }: { label: string; type: () => void; children?: ReactNode }) => (
  <button type="button" className="name" title={label} onClick={type}>
    {children}
  </button>
);

const Signed = ({ first, second }: { first: Moment['signedOnly']; second: Moment['signedOnly'] }) => {
  if (first && second) return <Trans>Both count what is signed alone.</Trans>;
  if (first) return <Trans>The first counts what is signed alone, the second all.</Trans>;
  return second ? <Trans>The first counts all, the second what is signed alone.</Trans> : null;
};

const ByWhat = ({ first, second }: { first: Moment['asOfBasis']; second: Moment['asOfBasis'] }) => {
  if (first && second) return <Trans>Both by what had happened, as far as the ledger knows today.</Trans>;
  if (first) return <Trans>The first by what had happened, the second by what was recorded.</Trans>;
  if (second)
    return <Trans>The first by what was recorded, the second by what had happened: what was learned late.</Trans>;
  return <Trans>Both by what was recorded.</Trans>;
};
