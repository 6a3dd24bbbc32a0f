import { Trans } from '@lingui/react/macro';
import { Mark } from '../marks/mark.js';
import type { Urgency } from './urgency.js';

/** The reason for a place in the list. */
export const UrgencyWords = ({ urgency }: { urgency: Urgency }) => {
  switch (urgency) {
    case 'overdue':
      return (
        <span className="warn-text">
          <Mark name="overdue" /> <Trans>It is overdue.</Trans>
        </span>
      );
    case 'due':
      return <Trans>It has a date.</Trans>;
    case 'silent':
      return <Trans>The last session did not speak of it.</Trans>;
    case 'undated':
      return <Trans>No date is set for it.</Trans>;
    case 'waits':
      return <Trans>It is reported complete and waits for others to confirm it.</Trans>;
  }
};
