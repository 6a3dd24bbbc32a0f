import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Page } from '../frame/page.js';

export const Screen = () => {
  const { t } = useLingui();
  return (
    <Page title={t`Signed out`} heading={<Trans>You are signed out</Trans>} timeless>
      <p>
        <Trans>What you typed and did not send is still kept on this device, for you alone.</Trans>
      </p>
      <p>
        <Link to="/sign-in" className="btn">
          <Trans>Sign in</Trans>
        </Link>
      </p>
    </Page>
  );
};
