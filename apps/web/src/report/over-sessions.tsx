import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReportedForum } from '../api/types.gen.js';
import { dateWords } from '../words/dates.js';
import { ordinalIn } from '../words/ids.js';

/** How it stood when each session closed, the latest first. */
export const OverSessions = ({ of: { sessions, shortened } }: { of: ReportedForum }) => {
  const { t } = useLingui();
  return (
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
  );
};
