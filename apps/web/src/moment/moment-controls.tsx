import { Trans } from '@lingui/react/macro';
import { Mark } from '../marks/mark.js';
import { chooseMoment } from './choose-moment.js';
import { SignedOnly } from './signed-only.js';
import { useIsPast, useOther } from './use-moment.js';

/** A screen's own controls of time. In the past, and while two moments are compared, they leave: the bar has them. */
export const MomentControls = () => {
  const past = useIsPast();
  const other = useOther();
  return past || other ? null : (
    <>
      <button type="button" className="btn" onClick={() => chooseMoment()}>
        <Mark name="clock" />
        <span>
          <Trans>
            As of <span className="v">now</span>
          </Trans>
        </span>
        <Mark name="caret" />
      </button>
      <SignedOnly />
    </>
  );
};
