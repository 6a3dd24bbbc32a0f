import { Trans, useLingui } from '@lingui/react/macro';
import { Page } from '../frame/page.js';

export const Screen = () => {
  const { t } = useLingui();
  return (
    <Page title={t`Institutions`} heading={<Trans>Institutions</Trans>}>
      {null}
    </Page>
  );
};
