import { useState } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { useGoTo, type Which } from './go-to.js';
import type { Moment } from './moment.js';
import type { Moments } from './stops.js';
import { typedMoment } from './stops-between.js';

interface FieldProps {
  readonly which: Which;
  readonly moment: Moment;
  /** What was typed already. */
  readonly first: string;
  readonly moments: Moments;
  readonly done: () => void;
}

/** A moment, typed: a position, a session, a day or an instant. Escape returns to the line of time. */
export const MomentField = ({ which, moment: { asOfBasis }, first, moments, done }: FieldProps) => {
  const { t } = useLingui();
  const go = useGoTo();
  const [typed, setTyped] = useState(first);
  const [unread, setUnread] = useState(false);
  const send = () => {
    const asOf = typedMoment(typed, moments, asOfBasis);
    if (asOf === undefined) return setUnread(true);
    go({ asOf }, { which });
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
        aria-label={
          which === 'against'
            ? t`Compared with: position, session, day or instant`
            : t`Position, session, day or instant`
        }
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
