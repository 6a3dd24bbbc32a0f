import './home.css';
import { useQuery } from '@tanstack/react-query';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { overviewQuery } from '../api/queries.js';
import type { Overview } from '../api/types.gen.js';
import { NothingRecorded } from '../frame/nothing.js';
import { Page } from '../frame/page.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { Skeleton } from '../frame/skeleton.js';
import { useMoment } from '../moment/use-moment.js';
import { CheckpointsDesk } from './checkpoints.js';
import { HowToRead } from './how-to-read.js';
import { Lanes } from './lanes.js';
import { Lately } from './lately.js';
import { Needs } from './needs.js';

/** What needs somebody, all forums and sessions on one axis of time, what happened last, and how to read it. */
export const Screen = () => {
  const { t } = useLingui();
  const { data, error } = useQuery(overviewQuery(useMoment()));
  return (
    <Page
      title={t`Home`}
      heading={<Trans>What was said, what was signed, and what became of it</Trans>}
      under={data && <Whole overview={data} />}
    >
      {error ? <ProblemNotice error={error} /> : !data ? <Skeleton rows={7} /> : null}
      {data && data.forums.length === 0 && <NothingRecorded />}
      {data && data.forums.length > 0 && (
        <>
          <Needs forums={data.forums} />
          <Lanes forums={data.forums} />
          <div className="home-end">
            <Lately lately={data.lately} forums={data.forums} />
            <HowToRead />
          </div>
          <CheckpointsDesk />
        </>
      )}
    </Page>
  );
};

const Whole = ({ overview: { forums } }: { overview: Overview }) => {
  // A sitting of two bodies is in the list of each.
  const sessions = new Set(forums.flatMap((forum) => forum.sessions.map(({ id }) => id))).size;
  const commitments = forums.reduce((sum, forum) => sum + forum.commitments.all, 0);
  return (
    <p>
      <Plural value={forums.length} one="# forum" other="# forums" /> ·{' '}
      <Plural value={sessions} one="# session" other="# sessions" /> ·{' '}
      <Plural value={commitments} one="# commitment, with its sources" other="# commitments, each with its sources" />
    </p>
  );
};
