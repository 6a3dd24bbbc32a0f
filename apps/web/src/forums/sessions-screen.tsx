import './forums.css';
import { useQuery } from '@tanstack/react-query';
import { Trans, useLingui } from '@lingui/react/macro';
import { Link, useParams } from '@tanstack/react-router';
import { forumQuery, sessionsQuery } from '../api/queries.js';
import type { SessionSummary } from '../api/types.gen.js';
import { ForumPage } from '../frame/forum-page.js';
import { NothingRecorded } from '../frame/nothing.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { Skeleton } from '../frame/skeleton.js';
import { Seals } from '../marks/seals.js';
import { useMoment } from '../moment/use-moment.js';
import { dateWords } from '../words/dates.js';
import { forumIn } from '../words/ids.js';
import { numberedHere } from '../words/numbered.js';
import { Sitting } from './sitting.js';

/** The sessions of a forum, the latest first: when and how each met, and who has signed its minutes. */
export const Screen = () => {
  const { t } = useLingui();
  const { forum: id } = useParams({ from: '/forums/$forum/sessions' });
  const moment = useMoment();
  const forum = useQuery(forumQuery(id, moment));
  const { data, error } = useQuery(sessionsQuery(id, moment));
  const sides = forum.data?.sides.map(({ side }) => side) ?? [];
  return (
    <ForumPage id={id} forum={forum.data} tab={t`Sessions`}>
      {error ? <ProblemNotice error={error} /> : !data ? <Skeleton /> : null}
      {data && data.sessions.length === 0 && <NothingRecorded />}
      {data && data.sessions.length > 0 && (
        <div className="scroll">
          <table className="bd-table">
            <caption className="sr">
              <Trans>Sessions, as of position {data.position}</Trans>
            </caption>
            <thead>
              <tr>
                <th scope="col">
                  <Trans>Session</Trans>
                </th>
                <th scope="col">
                  <Trans>Met</Trans>
                </th>
                <th scope="col">
                  <Trans>Minutes</Trans>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.sessions.toReversed().map((session) => (
                <Row key={session.id} session={session} sides={sides} forum={id} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </ForumPage>
  );
};

interface RowProps {
  readonly session: SessionSummary;
  readonly sides: readonly string[];
  readonly forum: string;
}

const Row = ({ session, sides, forum }: RowProps) => {
  const { i18n } = useLingui();
  const { id, ordinal, signatures, signedOn } = numberedHere(session);
  const signed = sides.map((side) => signatures.some((it) => it.side === side));
  return (
    <tr>
      <th scope="row">
        <Link to="/sessions/$session" params={{ session: id }}>
          <Trans>Session {ordinal}</Trans>
        </Link>
        {forumIn(id) !== forum && (
          <div className="small faint">
            <Trans>
              a sitting of <bdi>{forumIn(id)}</bdi> that served this forum, too
            </Trans>
          </div>
        )}
      </th>
      <td>
        <Sitting session={session} />
      </td>
      <td>
        <Seals signed={signed} />{' '}
        {signedOn !== undefined ? (
          <Trans>signed by both sides, {dateWords(signedOn, 'long', i18n.locale)}</Trans>
        ) : signatures[0] ? (
          <Trans>
            signed by {signatures[0].side} alone, {dateWords(signatures[0].on, 'long', i18n.locale)}
          </Trans>
        ) : (
          <span className="care">
            <Trans>unsigned</Trans>
          </span>
        )}
      </td>
    </tr>
  );
};
