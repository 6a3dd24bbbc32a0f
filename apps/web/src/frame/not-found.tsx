import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Page } from './page.js';

/** An address that no screen answers. */
export const NotFound = () => {
  const { t } = useLingui();
  return (
    <Page title={t`No such page`} heading={<Trans>There is no page at this address.</Trans>}>
      <p>
        <Link to="/forums">
          <Trans>All forums</Trans>
        </Link>
      </p>
    </Page>
  );
};
