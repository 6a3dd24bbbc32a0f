import { useQuery } from '@tanstack/react-query';
import { Trans, useLingui } from '@lingui/react/macro';
import { forumReportQuery } from '../api/queries.js';
import type { ReportedForum } from '../api/types.gen.js';
import { PrintTitle } from '../frame/print-title.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { Skeleton } from '../frame/skeleton.js';
import { useMoment } from '../moment/use-moment.js';
import { dateWords } from '../words/dates.js';
import type { Names } from '../words/names.js';
import { Ages } from './ages.js';
import { FootLine } from './foot-line.js';
import { Exports } from './exports.js';
import { FigureTable } from './figure-table.js';
import { OverSessions } from './over-sessions.js';
import { TakeAway } from './take-away.js';

/** How a forum does over its sessions, with the commitments and events behind each figure. */
export const ForumReport = ({ forum, names }: { forum: string; names: Names }) => {
  const { t } = useLingui();
  const { data, error } = useQuery(forumReportQuery(forum, useMoment()));
  if (error) return <ProblemNotice error={error} />;
  if (!data) return <Skeleton />;
  const { asked, position, digest, on } = data;
  const { reader, ...question } = asked;
  return (
    <article className="report stack l" aria-labelledby="report">
      <div>
        <PrintTitle what={t`report of a forum`} position={position} />
        <h2 id="report">
          <Trans>How the forum does over its sessions</Trans>
        </h2>
        <TakeAway path={`/v1/forums/${forum}/report`} asked={question} name={`report-${forum}-${position}`} />
      </div>
      <FigureTable of={data} names={names} />
      <OverSessions of={data} />
      <Ages of={data} />
      <Counted of={data} />
      <Exports forum={forum} position={position} />
      <dl className="report-foot small">
        <FootLine label={<Trans>As of</Trans>}>
          <Trans>position {position}</Trans>, {dateWords(on)}
        </FootLine>
        <FootLine label={<Trans>Digest</Trans>}>
          <bdi className="code">{digest}</bdi>
        </FootLine>
        <FootLine label={<Trans>Holds</Trans>}>
          <Holds reader={reader} />
        </FootLine>
      </dl>
    </article>
  );
};

const Holds = ({ reader }: { reader: string }) => {
  if (reader === 'everybody') return <Trans>what everybody may read; what is internal to a side is not in it</Trans>;
  if (reader === 'wholeLedger') return <Trans>the whole ledger, with what is internal to each side</Trans>;
  return <Trans>what {reader} may read, with what is internal to it</Trans>;
};

/** The API's own sentences. */
const Counted = ({ of: { definitions } }: { of: ReportedForum }) => (
  <details>
    <summary>
      <Trans>What each figure counts</Trans>
    </summary>
    <ul className="small" lang="en" dir="ltr">
      {Object.entries(definitions).map(([name, words]) => (
        <li key={name}>
          <b>{name}</b>: {words}
        </li>
      ))}
    </ul>
  </details>
);
