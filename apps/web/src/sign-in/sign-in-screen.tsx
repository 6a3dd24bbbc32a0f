import { useQuery } from '@tanstack/react-query';
import { Trans, useLingui } from '@lingui/react/macro';
import { publicPath } from '../api/fetch-json.js';
import { settingsQuery } from '../api/sign-in.js';
import { Page } from '../frame/page.js';

/** How one signs in here. */
export const Screen = () => {
  const { t } = useLingui();
  const { data } = useQuery(settingsQuery);
  const back = new URLSearchParams(location.search).get('to') ?? '/';
  return (
    <Page title={t`Sign in`} heading={<Trans>Sign in</Trans>}>
      <div className="stack">
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
