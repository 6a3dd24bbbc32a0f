import { useState } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import type { MatrixSession } from '../api/types.gen.js';
import { Popover } from '../controls/popover.js';
import { Mark } from '../marks/mark.js';
import { dateWords } from '../words/dates.js';

interface CompareProps {
  readonly sessions: readonly MatrixSession[];
  readonly against: (session: string) => string;
}

/** Chooses an earlier moment, the close of a session, to see what changed since. */
export const CompareButton = ({ sessions, against }: CompareProps) => {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const [button, setButton] = useState<HTMLButtonElement | null>(null);
  const closed = sessions.filter(({ closedAt }) => closedAt !== undefined);
  return (
    <>
      <button
        ref={setButton}
        type="button"
        className="btn"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Mark name="diff" />
        <Trans>Compare</Trans>
        <Mark name="caret" />
      </button>
      <Popover open={open} onClose={() => setOpen(false)} anchor={button} label={t`Compare`} className="choices">
        <p className="small">
          <Trans>What changed since the close of</Trans>
        </p>
        <ul onClick={() => setOpen(false)}>
          {closed.map(({ id, ordinal, openedOn }) => (
            <li key={id}>
              <a className="btn quiet" href={against(id)}>
                <Trans>session {ordinal}</Trans>
                {openedOn !== undefined && <span className="v num">{dateWords(openedOn, 'short')}</span>}
              </a>
            </li>
          ))}
        </ul>
      </Popover>
    </>
  );
};
