import './forums.css';
import { useQuery } from '@tanstack/react-query';
import { useLingui as useI18n } from '@lingui/react';
import { Trans, useLingui } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
import { forumQuery, timelineQuery } from '../api/queries.js';
import type { ForumRecord } from '../api/types.gen.js';
import { ForumPage } from '../frame/forum-page.js';
import { NothingRecorded } from '../frame/nothing.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { Skeleton } from '../frame/skeleton.js';
import { SourceLine } from '../marks/source-line.js';
import { useMoment } from '../moment/use-moment.js';
import { dateWords } from '../words/dates.js';
import { toldIn, type Entry } from '../words/entry.js';
import { eventNames } from '../words/event-names.js';
import { namesOf } from '../words/names.js';
import { Words } from '../words/text.js';

/** What is recorded of the forum itself, the latest first: its founding, its institutions, its names. */
export const Screen = () => {
  const { t } = useLingui();
  const { forum: id } = useParams({ from: '/forums/$forum/timeline' });
  const moment = useMoment();
  const forum = useQuery(forumQuery(id, moment));
  const { data, error } = useQuery(timelineQuery('forums', id, moment));
  return (
    <ForumPage id={id} forum={forum.data} tab={t`Timeline`}>
      {error ? <ProblemNotice error={error} /> : !data ? <Skeleton columns={1} /> : null}
      {data && data.entries.length === 0 && <NothingRecorded />}
      <ol className="events">
        {data?.entries.toReversed().map((entry) => (
          <Event key={entry.eventId} entry={entry} forum={forum.data} />
        ))}
      </ol>
      {data?.next !== undefined && (
        <p className="faint">
          <Trans>The first entries are shown; the whole timeline is at the API.</Trans>
        </p>
      )}
    </ForumPage>
  );
};

const Event = ({ entry, forum }: { entry: Entry; forum?: ForumRecord }) => {
  const { _, i18n } = useI18n();
  const { institution } = toldIn(entry);
  const names = forum && namesOf(forum.id, [forum]);
  return (
    <li id={`p${entry.position}`}>
      <b className="num">{dateWords(entry.occurredAt.value, 'long', i18n.locale)}</b>
      <div>
        {_(eventNames[entry.type])}
        {institution !== undefined && names && (
          <>
            {': '}
            <Words of={names.institution(institution).name} />
          </>
        )}
        <SourceLine of={entry} />
      </div>
      <span className="small faint num">
        <Trans>
          recorded at position {entry.position}, {dateWords(entry.recordedAt, 'short', i18n.locale)}
        </Trans>
      </span>
    </li>
  );
};
