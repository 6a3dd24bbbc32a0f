import { useQuery } from '@tanstack/react-query';
import { useLingui as useI18n } from '@lingui/react';
import { Trans, useLingui } from '@lingui/react/macro';
import { publicPath } from '../api/fetch-json.js';
import { settingsQuery } from '../api/sign-in.js';
import { Page } from '../frame/page.js';
import { problemWords } from '../words/problem-words.js';

/** How one signs in here. */
export const Screen = () => {
  const { t } = useLingui();
  const { data } = useQuery(settingsQuery);
  const { _ } = useI18n();
  const given = new URLSearchParams(location.search);
  const back = given.get('to') ?? '/';
  const problem = problemWords[given.get('problem') ?? ''];
  return (
    <Page title={t`Sign in`} heading={<Trans>Sign in</Trans>} timeless>
      <div className="stack">
        {problem && (
          <p className="note warn" role="alert">
            {_(problem)}
          </p>
        )}
        {data?.signIn.includes('issuer') && (
          <p>
            <a className="btn primary" href={`${publicPath}/auth/start?to=${encodeURIComponent(back)}`}>
              <Trans>Sign in with your ministry’s account</Trans>
            </a>
          </p>
        )}
        {data?.signIn.includes('link') && (
          <p>
            <Trans>
              Follow a one-time link: those who run this ledger make one for you by <code>jwg token --link</code>. The
              demo prints one for each person when it starts.
            </Trans>
          </p>
        )}
        {data?.publicReading === true && (
          <p>
            <Trans>You can read the record without signing in.</Trans>
          </p>
        )}
      </div>
    </Page>
  );
};
