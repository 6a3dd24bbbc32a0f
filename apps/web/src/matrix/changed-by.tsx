import { useLingui as useI18n } from '@lingui/react';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { addressOf } from '../api/fetch-json.js';
import type { CommitmentDifference } from '../api/types.gen.js';
import { useOther } from '../moment/use-moment.js';
import { dateWords } from '../words/dates.js';
import { eventNames } from '../words/event-names.js';
import type { Sheet } from './sheet.js';

/** The events about a commitment that count at one of the two moments alone, each a link to its place on the page. */
export const ChangedBy = ({ of: { id, events, earlier }, sheet }: { of: CommitmentDifference; sheet: Sheet }) => {
  const { _ } = useI18n();
  const { t } = useLingui();
  const other = useOther();
  const commitment = sheet.to.commitment(id);
  if (events.length === 0)
    return (
      <p className="quiet">
        <Trans>No event about it alone did this: time went on, or something around it changed.</Trans>
      </p>
    );
  return (
    <>
      <h3>
        <Trans>By these events</Trans>
      </h3>
      {earlier !== undefined && (
        <p className="small">
          <a href={commitment}>
            <Plural value={earlier} one="# earlier one is on its page" other="# earlier ones are on its page" />
          </a>
        </p>
      )}
      <ul className="by-events" aria-label={t`Events`}>
        {events.map(({ position, type, on, only }) => (
          <li key={position}>
            {/* What counts at the first moment alone is shown as it was then. */}
            <a href={`${only ? addressOf(`/commitments/${id}`, { ...other }) : commitment}#p${position}`}>
              {_(eventNames[type])}
            </a>{' '}
            <span className="small quiet">
              {dateWords(on, 'short')} · <Trans>position {position}</Trans>
              {only && (
                <>
                  {' · '}
                  <Trans>counts at the first moment alone</Trans>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
};
