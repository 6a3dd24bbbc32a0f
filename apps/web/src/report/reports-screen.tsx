import './report.css';
import { useQuery } from '@tanstack/react-query';
import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useOwnSide } from '../api/me.js';
import { forumQuery, reportQuery, sessionsQuery } from '../api/queries.js';
import type { ForumRecord, SessionSummary } from '../api/types.gen.js';
import { ForumPage } from '../frame/forum-page.js';
import { NothingRecorded } from '../frame/nothing.js';
import { PrintButton } from '../frame/print-button.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { Skeleton } from '../frame/skeleton.js';
import { useMoment } from '../moment/use-moment.js';
import { alternat } from '../words/alternat.js';
import { dateWords } from '../words/dates.js';
import { namesOf } from '../words/names.js';
import { numberedHere } from '../words/numbered.js';
import { textIn } from '../words/text.js';
import { ForumReport } from './forum-report.js';
import type { ReportSearch } from './report-search.js';
import { ReportShown } from './report-shown.js';

/** What became of everything that a session said, as one side answers for it. */
export const Screen = () => {
  const { t } = useLingui();
  const { forum: id } = useParams({ from: '/forums/$forum/reports' });
  const asked = useSearch({ from: '/forums/$forum/reports' });
  const moment = useMoment();
  const forum = useQuery(forumQuery(id, moment));
  const sessions = useQuery(sessionsQuery(id, moment));
  const own = useOwnSide();
  const sides = alternat(forum.data?.sides ?? [], own);
  const held = sessions.data?.sessions.filter(({ openedOn }) => openedOn !== undefined).toReversed() ?? [];
  const isOfForum = asked.of === 'forum';
  const session = asked.session ?? held[0]?.id;
  const side = asked.side ?? sides[0]?.side;
  const report = useQuery({
    ...reportQuery(session ?? '', side ?? '', moment.asOf),
    enabled: !isOfForum && session !== undefined && side !== undefined,
  });
  const error = forum.error ?? sessions.error ?? report.error;
  const isEmpty = sessions.data !== undefined && session === undefined;
  return (
    <ForumPage id={id} forum={forum.data} tab={t`Reports`} actions={<PrintButton />}>
      {forum.data && session !== undefined && side !== undefined && (
        <Choice sessions={held} session={isOfForum ? undefined : session} sides={sides} side={side} />
      )}
      {!isOfForum && (moment.asOfBasis !== undefined || moment.signedOnly === true) && (
        <p className="note care" role="status">
          <Trans>
            A report tells all that was recorded up to its moment. It has no other basis, and is not of what is signed
            alone.
          </Trans>
        </p>
      )}
      {error ? (
        <ProblemNotice error={error} />
      ) : isEmpty ? (
        <NothingRecorded />
      ) : !isOfForum && !report.data ? (
        <Skeleton />
      ) : null}
      {isOfForum && forum.data && <ForumReport forum={id} names={namesOf(id, [forum.data])} />}
      {!isOfForum && !error && report.data && forum.data && (
        <ReportShown of={report.data} names={namesOf(id, [forum.data])} />
      )}
    </ForumPage>
  );
};

interface ChoiceProps {
  readonly sessions: readonly SessionSummary[];
  /** Missing: the forum as a whole. */
  readonly session?: string;
  readonly sides: readonly ForumRecord['sides'][number][];
  readonly side: string;
}

const Choice = ({ sessions, session, sides, side }: ChoiceProps) => {
  const { t } = useLingui();
  const navigate = useNavigate();
  const choose = (change: ReportSearch) =>
    void navigate({ to: '.', search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
  return (
    <div className="row choice no-print" role="group" aria-label={t`Which report`}>
      <label>
        <Trans>Report of</Trans>{' '}
        <select
          value={session ?? ''}
          onChange={({ target: { value } }) =>
            choose(value === '' ? { of: 'forum', session: undefined } : { of: undefined, session: value })
          }
        >
          <option value="">{t`the forum, over its sessions`}</option>
          {session !== undefined && !sessions.some(({ id }) => id === session) && (
            <option value={session}>{session}</option>
          )}
          {sessions.map(numberedHere).map(({ id, ordinal, openedOn }) => (
            <option key={id} value={id}>
              {openedOn === undefined ? t`Session ${ordinal}` : `${t`Session ${ordinal}`} · ${dateWords(openedOn)}`}
            </option>
          ))}
        </select>
      </label>
      {session !== undefined && (
        <label>
          <Trans>Side that answers</Trans>{' '}
          <select value={side} onChange={({ target }) => choose({ side: target.value })}>
            {!sides.some((it) => it.side === side) && <option value={side}>{side}</option>}
            {sides.map((it) => (
              <option key={it.side} value={it.side}>
                {textIn(it.name).words}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
};
