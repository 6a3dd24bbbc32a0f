import { Trans, useLingui } from '@lingui/react/macro';
import { Page } from '../frame/page.js';

/** Where somebody arrives who signed in again beside a page that waits for it. */
export const Screen = () => {
  const { t } = useLingui();
  return (
    <Page title={t`Signed in`} heading={<Trans>You are signed in again</Trans>} timeless>
      <p>
        <Trans>The page where you were goes on by itself. You can close this tab.</Trans>
      </p>
    </Page>
  );
};
