import { useQuery } from '@tanstack/react-query';
import { Trans, useLingui } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
import { forumsQuery, sessionQuery } from '../api/queries.js';
import { Page, Reading } from '../frame/page.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { useMoment } from '../moment/use-moment.js';
import { forumIn, lastPart, ordinalIn } from '../words/ids.js';
import { namesOf } from '../words/names.js';
import { textIn, Words } from '../words/text.js';

export const Screen = () => {
  const { t } = useLingui();
  const { session: id } = useParams({ from: '/sessions/$session' });
  const moment = useMoment();
  const { data, error } = useQuery(sessionQuery(id, moment));
  const forums = useQuery(forumsQuery(moment));
  const names = namesOf(forumIn(id), forums.data?.forums ?? []);
  const ordinal = ordinalIn(id);
  const forum = textIn(names.forum(forumIn(id))).words;
  return (
    <Page
      title={t`Session ${ordinal} of the ${forum}`}
      crumbs={[
        { to: '/forums', label: <Trans>Forums</Trans> },
        { to: `/forums/${forumIn(id)}`, label: forum },
      ]}
      heading={
        <Trans>
          Session {ordinal} of the {forum}
        </Trans>
      }
    >
      {error ? <ProblemNotice error={error} /> : !data ? <Reading /> : null}
      <ol className="stm">
        {data?.statements.map((it) => (
          <li key={it.id} id={lastPart(it.id)}>
            <span>{lastPart(it.id)}</span> <Words of={it.text} className="record" />
          </li>
        ))}
      </ol>
    </Page>
  );
};
