import { useState } from 'react';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import type { OverallStatus as Status, WhatTheSessionDid } from '../api/types.gen.js';
import { Mark } from '../marks/mark.js';
import { Seals } from '../marks/seals.js';
import { didWords } from '../words/did-words.js';
import { statusWords } from '../words/status-words.js';

const SETTING = 'jwg-legend';

/** Open on the first visit; afterwards as the reader left it. */
export const useLegend = () => {
  const [open, setOpen] = useState(() => localStorage.getItem(SETTING) !== 'closed');
  const toggle = () => {
    localStorage.setItem(SETTING, open ? 'closed' : 'open');
    setOpen(!open);
  };
  return { open, toggle };
};

/** Words that share a drawing share a line. */
const marks: readonly (readonly WhatTheSessionDid[])[] = [
  ['introduced', 'accepted'],
  ['started'],
  ['dateRevised', 'deferred'],
  ['carriedOver'],
  ['completionReported'],
  ['completed'],
  ['completionNotAccepted'],
  ['referred'],
  ['referralReturned'],
  ['withdrawn', 'superseded', 'lapsed', 'declined'],
  ['reopened'],
  ['directed'],
  ['proposed'],
  ['requested', 'recommended'],
  ['appreciated', 'commended', 'acknowledged'],
  ['concern'],
  ['noted', 'mentioned', 'reaffirmed'],
  ['hoped'],
  ['reservation'],
  ['refused'],
];

const lines: readonly Status[] = [
  'proposed',
  'notStarted',
  'inProgress',
  'onHold',
  'reportedComplete',
  'completed',
  'referred',
  'withdrawn',
];

/** The same in one paragraph, at the foot of each printed sheet. */
export const PrintedLegend = ({ columns }: { columns: number }) => {
  const { _, i18n } = useLingui();
  const list = new Intl.ListFormat(i18n.locale, { type: 'unit' });
  return (
    <tfoot className="printed">
      <tr>
        <td colSpan={columns}>
          {marks.map((words) => (
            <span key={words[0]}>
              <Mark name={words[0]!} /> {list.format(words.map((it) => _(didWords[it])))}
            </span>
          ))}
          {lines.map((status) => (
            <span key={status}>
              <span className={`ln ${status}`} /> {_(statusWords[status])}
            </span>
          ))}
          <span>
            <Trans>hollow: unsigned; solid once both sides signed</Trans>
          </span>
        </td>
      </tr>
    </tfoot>
  );
};

/** What the marks, the lines and the seals mean. */
export const Legend = ({ open }: { open: boolean }) => {
  const { _, i18n } = useLingui();
  const list = new Intl.ListFormat(i18n.locale, { type: 'unit' });
  return (
    <section className="legend" id="legend" aria-labelledby="legend-title" hidden={!open}>
      <div>
        <h2 id="legend-title">
          <Trans>The marks: what a session did</Trans>
        </h2>
        <p className="quiet">
          <Trans>
            <b>Filled</b> marks changed something. <b>Outlined</b> marks are words only: they change nothing, whatever
            they sound like.
          </Trans>
        </p>
      </div>
      <ul className="two">
        {marks.map((words) => (
          <li key={words[0]}>
            <Mark name={words[0]!} />
            {list.format(words.map((it) => _(didWords[it])))}
          </li>
        ))}
      </ul>
      <div>
        <h2>
          <Trans>The line: the status when the session closed</Trans>
        </h2>
        <ul>
          {lines.map((status) => (
            <li key={status}>
              <span className={`ln ${status}`} />
              {_(statusWords[status])}
            </li>
          ))}
          <li>
            <span className="ln inProgress u" />
            <Trans>hollow: unsigned; solid once both sides signed</Trans>
          </li>
          <li>
            <Seals signed={[false, false]} />
            <Seals signed={[true, false]} />
            <Seals signed={[true, true]} />
            <Trans>seals: nobody, one side, both have signed</Trans>
          </li>
        </ul>
      </div>
    </section>
  );
};
