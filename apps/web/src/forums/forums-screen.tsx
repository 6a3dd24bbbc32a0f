import { useQuery } from '@tanstack/react-query';
import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { forumsQuery } from '../api/queries.js';
import { Page, Reading } from '../frame/page.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { useMoment } from '../moment/use-moment.js';
import { Words } from '../words/text.js';

export const Screen = () => {
  const { t } = useLingui();
  const { data, error } = useQuery(forumsQuery(useMoment()));
  return (
    <Page title={t`Forums`} heading={<Trans>Forums</Trans>}>
      {error ? <ProblemNotice error={error} /> : !data ? <Reading /> : null}
      <ul className="stack">
        {data?.forums.map(({ id, name }) => (
          <li key={id}>
            <Link to="/forums/$forum" params={{ forum: id }}>
              <Words of={name} />
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  );
};
