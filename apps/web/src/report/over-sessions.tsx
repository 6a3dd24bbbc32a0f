import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReportedForum } from '../api/types.gen.js';
import { dateWords } from '../words/dates.js';
import { ordinalIn } from '../words/ids.js';
import { BarChart } from './bar-chart.js';

/** How it stood when each session closed, the latest first. */
export const OverSessions = ({ of: { sessions, shortened } }: { of: ReportedForum }) => {
  const { t } = useLingui();
  return (
    <section aria-labelledby="over-sessions">
      <h3 id="over-sessions">
        <Trans>At the close of each session</Trans>
      </h3>
      <Slip of={sessions} />
      <div className="scroll wide-in-print" role="region" aria-label={t`At the close of each session`} tabIndex={0}>
        <table className="bd-table report-table">
          <caption className="sr">
            <Trans>At the close of each session</Trans>
          </caption>
          <thead>
            <tr>
              {[t`Session`, t`Open`, t`Completed`, t`Passed over`, t`Carried over`, t`Slipped`].map((it) => (
                <th key={it} scope="col">
                  {it}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sessions.toReversed().map((it) => (
              <tr key={it.session}>
                <th scope="row">
                  <Link to="/sessions/$session" params={{ session: it.session }}>
                    <Trans>Session {it.number ?? ordinalIn(it.session)}</Trans>
                  </Link>
                  <div className="small quiet">{dateWords(it.on)}</div>
                </th>
                {[it.open, it.completed, it.passedOver, it.carriedOver].map((count, n) => (
                  <td key={n} className="num">
                    {count}
                  </td>
                ))}
                <td className="num">
                  <Trans>
                    {it.slipped} of {it.dated}
                  </Trans>
                  {it.medianSlip !== undefined && (
                    <div className="small quiet">
                      <Plural value={it.medianSlip} one="median # day" other="median # days" />
                    </div>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {shortened?.includes('sessions') && (
          <p className="small">
            <Trans>Only the latest hundred sessions are listed.</Trans>
          </p>
        )}
      </div>
    </section>
  );
};

/** By how many days due dates had moved when each session closed, the earliest first. One session is no course. */
const Slip = ({ of }: { of: ReportedForum['sessions'] }) => {
  const { t } = useLingui();
  if (of.filter(({ medianSlip }) => medianSlip !== undefined).length < 2) return null;
  return (
    <figure>
      <BarChart
        title={t`Median slip of due dates at the close of each session, in days; the table has the numbers`}
        of={of.map((it) => ({ label: String(it.number ?? ordinalIn(it.session)), value: it.medianSlip }))}
      />
      <figcaption className="small quiet">
        <Trans>By how many days due dates had slipped, in the median, when each session closed</Trans>
      </figcaption>
    </figure>
  );
};
