import './frame.css';
import { Trans } from '@lingui/react/macro';
import { Outlet } from '@tanstack/react-router';
import { AsOfBar } from '../moment/as-of-bar.js';
import { KeysHelp } from './keys-help.js';
import { Masthead } from './masthead.js';
import { SkipTo } from './page.js';
import { PrintHeader } from './print-header.js';
import { SignInSheet } from './sign-in-sheet.js';
import { Stepper } from './stepper.js';
import { UnreadNotice } from './unread-notice.js';

/** What every page has around its content. */
export const Shell = () => (
  <>
    <SkipTo id="content">
      <Trans>To the content</Trans>
    </SkipTo>
    <Masthead />
    <AsOfBar />
    <Stepper />
    <UnreadNotice />
    <PrintHeader />
    <Outlet />
    <KeysHelp />
    <SignInSheet />
    <p id="heard" className="sr" role="status" />
  </>
);
