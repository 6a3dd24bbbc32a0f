import { Trans } from '@lingui/react/macro';
import { Outlet } from '@tanstack/react-router';
import { Masthead } from './masthead.js';

/** What every page has around its content. */
export const Shell = () => (
  <>
    <a className="skip" href="#content">
      <Trans>To the content</Trans>
    </a>
    <Masthead />
    <Outlet />
  </>
);
