import { Trans, useLingui } from '@lingui/react/macro';
import type { MatrixSession } from '../api/types.gen.js';
import { PopoverButton } from '../controls/popover-button.js';
import { Mark } from '../marks/mark.js';
import { chooseMoment } from '../moment/choose-moment.js';
import { dateWords } from '../words/dates.js';

interface CompareProps {
  readonly sessions: readonly MatrixSession[];
  readonly against: (other: Readonly<Record<string, string>>) => string;
}

/** Chooses an earlier moment, the close of a session, to see what changed since. */
export const CompareButton = ({ sessions, against }: CompareProps) => {
  const { t } = useLingui();
  const closed = sessions.filter(({ closedAt }) => closedAt !== undefined);
  return (
    <PopoverButton
      label={t`Compare`}
      shown={
        <>
          <Mark name="diff" />
          <Trans>Compare</Trans>
        </>
      }
    >
      {(close) => (
        <>
          <p className="small">
            <Trans>What changed since the close of</Trans>
          </p>
          <ul
            onClick={() => {
              close();
              chooseMoment('against');
            }}
          >
            {closed.map(({ id, ordinal, openedOn }) => (
              <li key={id}>
                <a className="btn quiet" href={against({ against: id })}>
                  <Trans>session {ordinal}</Trans>
                  {openedOn !== undefined && <span className="v num">{dateWords(openedOn, 'short')}</span>}
                </a>
              </li>
            ))}
          </ul>
          <p className="small">
            <a className="btn quiet" href={against({ againstSigned: 'false', signedOnly: 'true' })} onClick={close}>
              <Trans>All that is recorded with what is signed alone</Trans>
            </a>
          </p>
          <p className="small">
            <Trans>Then drag the hollow handle on the line of time to any other moment, or type one.</Trans>
          </p>
        </>
      )}
    </PopoverButton>
  );
};
