import type { ReactNode } from 'react';
import { Trans } from '@lingui/react/macro';
import { useIsPast } from '../moment/use-moment.js';
import { BackToNow } from '../moment/back-to-now.js';

/** Absence is said: nothing is recorded yet, or nothing was known at the moment of the question. */
export const NothingRecorded = ({ children }: { children?: ReactNode }) =>
  useIsPast() ? (
    <p className="nothing">
      <Trans>Nothing of this was known at that moment.</Trans> <BackToNow className="link" />
    </p>
  ) : (
    <p className="nothing">{children ?? <Trans>Nothing is recorded yet.</Trans>}</p>
  );

/** Nothing fits what was asked for; `drops` are the links or buttons that ask for less. */
export const NothingFits = ({ drops }: { drops: ReactNode }) => (
  <p className="nothing">
    <Trans>Nothing fits these filters.</Trans> {drops}
  </p>
);
