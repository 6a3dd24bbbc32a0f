import { useMemo, useRef, useState } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { chooseMoment } from '../moment/choose-moment.js';
import { focusSearch } from '../search/search-field.js';
import { lettersOn, switchLetters, useLetterKeys } from './letter-keys.js';

/** All keys of the page, opened by `?`; here single letters can be switched off. */
export const KeysHelp = () => {
  const { t } = useLingui();
  const dialog = useRef<HTMLDialogElement>(null);
  const [letters, setLetters] = useState(lettersOn);
  const go = useNavigate();
  const keys = useMemo(
    () => ({
      '?': () => dialog.current?.showModal(),
      'g h': () => void go({ to: '/' }),
      'g f': () => void go({ to: '/forums' }),
      'g i': () => void go({ to: '/institutions' }),
      t: chooseMoment,
      '/': () => focusSearch() || void go({ to: '/search' }),
    }),
    [go],
  );
  useLetterKeys(keys);
  const groups: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
    [
      t`Everywhere`,
      [
        ['g h', t`home`],
        ['g f', t`forums`],
        ['g i', t`institutions`],
        ['/', t`search`],
        ['t', t`choose the moment`],
        ['[ ]', t`to the event before, and after`],
        ['?', t`these keys`],
      ],
    ],
    [
      t`In the matrix`,
      [
        ['← → ↑ ↓', t`from cell to cell`],
        ['Home End', t`first and last cell of the row; with Ctrl, of the matrix`],
        ['Enter', t`open the cell`],
        ['w', t`why`],
        ['s', t`open the session`],
        ['f', t`to the filters`],
      ],
    ],
    [t`On a commitment`, [['w', t`why`]]],
    [
      t`On the line of time`,
      [
        ['← →', t`from session to session`],
        ['Shift ← →', t`from event to event`],
        ['Home End', t`the first moment, and now`],
        ['0 – 9', t`type a position, a session or a day`],
      ],
    ],
  ];
  return (
    <dialog ref={dialog} className="keys" aria-labelledby="keys-title">
      <form method="dialog" className="title-row">
        <h2 id="keys-title">
          <Trans>Keys</Trans>
        </h2>
        <button className="btn acts">
          <Trans>Close</Trans>
        </button>
      </form>
      {groups.map(([name, rows]) => (
        <section key={name}>
          <h3>{name}</h3>
          <dl>
            {rows.map(([key, what]) => (
              <div key={key}>
                <dt>
                  <kbd dir="ltr">{key}</kbd>
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <label className="switch">
        <input
          type="checkbox"
          role="switch"
          checked={letters}
          onChange={({ target }) => {
            switchLetters(target.checked);
            setLetters(target.checked);
          }}
        />
        <Trans>Single letters are keys</Trans>
      </label>
    </dialog>
  );
};
