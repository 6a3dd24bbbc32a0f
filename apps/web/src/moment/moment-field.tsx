import { useState } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { useGoTo } from './go-to.js';
import type { Moments } from './stops.js';
import { typedMoment } from './stops-between.js';
import { useMoment } from './use-moment.js';

/** The moment, typed: a position, a session, a day or an instant. Escape returns to the line of time. */
export const MomentField = ({ first, moments, done }: { first: string; moments: Moments; done: () => void }) => {
  const { t } = useLingui();
  const go = useGoTo();
  const { asOfBasis } = useMoment();
  const [typed, setTyped] = useState(first);
  const [unread, setUnread] = useState(false);
  const send = () => {
    const asOf = typedMoment(typed, moments, asOfBasis);
    if (asOf === undefined) return setUnread(true);
    go({ asOf });
    done();
  };
  return (
    <form
      className="typed"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        done();
      }}
    >
      <input
        className="input"
        autoFocus
        aria-label={t`Position, session, day or instant`}
        aria-invalid={unread}
        aria-describedby="typed-how"
        placeholder="91 · s11 · 2022-10-27"
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          setUnread(false);
        }}
      />
      <button className="btn solid">
        <Trans>Show</Trans>
      </button>
      <small id="typed-how" role={unread ? 'alert' : undefined}>
        {unread ? (
          <Trans>This is no moment. Write a position (91), a session (s11), a day (2022-10-27) or an instant.</Trans>
        ) : (
          <Trans>A position (91), a session (s11), a day (2022-10-27) or an instant.</Trans>
        )}
      </small>
    </form>
  );
};
