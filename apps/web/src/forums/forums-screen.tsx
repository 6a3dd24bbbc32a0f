import './forums.css';
import { useQuery } from '@tanstack/react-query';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useOwnSide } from '../api/me.js';
import { overviewQuery } from '../api/queries.js';
import type { ForumOverview } from '../api/types.gen.js';
import { NothingRecorded } from '../frame/nothing.js';
import { Page } from '../frame/page.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { Skeleton } from '../frame/skeleton.js';
import { alternat } from '../words/alternat.js';
import { Side } from '../marks/side.js';
import { useMoment } from '../moment/use-moment.js';
import { Words } from '../words/text.js';
import { inFamilies } from './in-families.js';

/** All forums, each working group under its committee. */
export const Screen = () => {
  const { t } = useLingui();
  const { data, error } = useQuery(overviewQuery(useMoment()));
  return (
    <Page title={t`Forums`} heading={<Trans>Forums</Trans>}>
      {error ? <ProblemNotice error={error} /> : !data ? <Skeleton /> : null}
      {data && data.forums.length === 0 && <NothingRecorded />}
      {data && data.forums.length > 0 && (
        <div className="scroll">
          <table className="bd-table">
            <caption className="sr">
              <Trans>Forums, as of position {data.position}</Trans>
            </caption>
            <thead>
              <tr>
                <th scope="col">
                  <Trans>Forum</Trans>
                </th>
                <th scope="col">
                  <Trans>Sides</Trans>
                </th>
                <th scope="col">
                  <Trans>Sessions</Trans>
                </th>
                <th scope="col">
                  <Trans>Commitments</Trans>
                </th>
              </tr>
            </thead>
            <tbody>
              {inFamilies(data.forums).map(({ forum, under }) => (
                <Row key={forum.id} forum={forum} under={under} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
};

const Row = ({ forum, under }: { forum: ForumOverview; under: boolean }) => {
  const own = useOwnSide();
  return (
    <tr>
      <th scope="row" className={under ? 'under-it' : undefined}>
        <Link to="/forums/$forum" params={{ forum: forum.id }}>
          <Words of={forum.name} />
        </Link>
        <div className="small faint">
          {forum.level === 'committee' ? <Trans>committee</Trans> : <Trans>joint working group</Trans>}
          {forum.dormant && (
            <>
              {' · '}
              <Trans>dormant</Trans>
            </>
          )}
        </div>
      </th>
      <td className="nowrap">
        {alternat(forum.sides, own).map((side) => (
          <Side key={side} side={side} />
        ))}
      </td>
      <td>
        <Link to="/forums/$forum/sessions" params={{ forum: forum.id }}>
          <Plural value={forum.sessions.length} _0="none recorded" one="# session" other="# sessions" />
        </Link>
      </td>
      <td>
        <Plural value={forum.commitments.all} _0="none recorded" one="# commitment" other="# commitments" />
        {forum.commitments.all > 0 && (
          <div className="small faint">
            <Plural
              value={forum.commitments.unfinished}
              _0="none of them open"
              one="# of them open"
              other="# of them open"
            />
          </div>
        )}
      </td>
    </tr>
  );
};
