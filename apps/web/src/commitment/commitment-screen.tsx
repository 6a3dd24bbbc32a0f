import { useQuery } from '@tanstack/react-query';
import { Trans, useLingui } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
import { commitmentQuery, forumsQuery } from '../api/queries.js';
import { Page, Reading } from '../frame/page.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { StatusName } from '../marks/status.js';
import { useMoment } from '../moment/use-moment.js';
import { forumIn, shortId } from '../words/ids.js';
import { namesOf } from '../words/names.js';
import { textIn, Words } from '../words/text.js';

export const Screen = () => {
  const { t } = useLingui();
  const { commitment: id } = useParams({ from: '/commitments/$commitment' });
  const moment = useMoment();
  const { data, error } = useQuery(commitmentQuery(id, moment));
  const forums = useQuery(forumsQuery(moment));
  const names = namesOf(forumIn(id), forums.data?.forums ?? []);
  const short = shortId(id);
  return (
    <Page
      title={data ? textIn(data.title).words : t`Commitment ${short}`}
      crumbs={[
        { to: '/forums', label: <Trans>Forums</Trans> },
        { to: `/forums/${forumIn(id)}`, label: <Words of={names.forum(forumIn(id))} /> },
      ]}
      heading={data ? <Words of={data.title} /> : short}
    >
      {error ? <ProblemNotice error={error} /> : !data ? <Reading /> : null}
      {data && (
        <p>
          <StatusName status={data.status} />
        </p>
      )}
    </Page>
  );
};
