import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReportedAction } from '../api/types.gen.js';
import { PrintTitle } from '../frame/print-title.js';
import { dateWords } from '../words/dates.js';
import { ordinalIn } from '../words/ids.js';
import type { Names } from '../words/names.js';
import { textIn } from '../words/text.js';
import { ReportFoot } from './report-foot.js';
import { ReportPoint } from './report-point.js';
import { TakeAway } from './take-away.js';

interface ReportProps {
  readonly of: ReportedAction;
  readonly names: Names;
}

/** A report on screen: what it is of, each point, and what shows that a printed one is the same. */
export const ReportShown = ({ of: report, names }: ReportProps) => {
  const { t } = useLingui();
  const side = textIn(names.side(report.side)).words;
  const ordinal = ordinalIn(report.session);
  const open = report.points.filter(({ commitment }) => (commitment?.unanswered.length ?? 0) > 0).length;
  return (
    <article className="report stack l" aria-labelledby="report">
      <div>
        <PrintTitle what={t`action taken report`} position={report.position} />
        <h2 id="report">
          <Trans>
            Action taken on session {ordinal}, as {side} answers for it
          </Trans>
        </h2>
        <p>
          <Plural value={report.points.length} one="# point" other="# points" />
          {'; '}
          <Plural
            value={open}
            one="# has something without an answer."
            other="# have something without an answer."
          />{' '}
          <Minutes of={report} names={names} />
        </p>
        <TakeAway
          path={`/v1/sessions/${report.session}/report`}
          asked={{ side: report.side, asOf: report.position }}
          name={`report-${report.session}-${report.side}-${report.position}`}
        />
      </div>
      <div className="scroll wide-in-print" role="region" aria-label={t`Points`} tabIndex={0}>
        <table className="bd-table report-table">
          <thead>
            <tr>
              <th scope="col">
                <Trans>Point</Trans>
              </th>
              <th scope="col">
                <Trans>Who, and by when</Trans>
              </th>
              <th scope="col">
                <Trans>What was done</Trans>
              </th>
              <th scope="col">
                <Trans>Without an answer</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {report.points.map((point, n) => (
              <ReportPoint key={n} of={point} number={n + 1} side={side} names={names} />
            ))}
          </tbody>
        </table>
      </div>
      {report.setRight && (
        <section aria-labelledby="set-right">
          <h3 id="set-right">
            <Trans>Set right</Trans>
          </h3>
          <ul>
            {report.setRight.map(({ position, on, words }) => (
              <li key={position}>
                {dateWords(on)}: <bdi lang="en">{words}</bdi>{' '}
                <span className="small quiet">
                  <Trans>position {position}</Trans>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <ReportFoot of={report} />
    </article>
  );
};

const Minutes = ({ of: { heldOn, inEffect, signedBy }, names }: ReportProps & { of: ReportedAction }) => {
  const on = heldOn === undefined ? undefined : dateWords(heldOn);
  const by = signedBy.map((it) => textIn(names.side(it)).words).join(', ');
  return (
    <>
      {on === undefined ? <Trans>The day of the session is not known.</Trans> : <Trans>Held on {on}.</Trans>}{' '}
      {inEffect ? (
        <Trans>Both sides have signed its minutes.</Trans>
      ) : by === '' ? (
        <Trans>No side has signed its minutes.</Trans>
      ) : (
        <Trans>Its minutes are signed by {by} alone.</Trans>
      )}
    </>
  );
};
