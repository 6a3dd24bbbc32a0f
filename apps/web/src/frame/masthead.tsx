import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Liveness } from '../live/liveness.js';
import { Mark } from '../marks/mark.js';
import { Appearance } from './appearance.js';
import { OwnDesk } from './own-desk.js';
import { Person } from './person.js';
import { Progress } from './progress.js';

const Seal = () => (
  <svg viewBox="0 0 38 22" aria-hidden="true">
    <circle cx="11" cy="11" r="9" fill="currentColor" />
    <circle cx="27" cy="11" r="9" fill="none" stroke="currentColor" strokeWidth="3" />
  </svg>
);

/** The head of every page: where one is, and how one reads. */
export const Masthead = () => {
  const { t } = useLingui();
  return (
    <header className="masthead">
      <Link to="/" className="brand">
        <Seal />
        <span>JWG Ledger</span>
      </Link>
      <nav aria-label={t`Main`}>
        <Link to="/forums" activeProps={{ 'aria-current': 'page' }}>
          <Trans>Forums</Trans>
        </Link>
        <Link to="/institutions" activeProps={{ 'aria-current': 'page' }}>
          <Trans>Institutions</Trans>
        </Link>
        <OwnDesk />
      </nav>
      <div className="end">
        <Liveness />
        <Appearance />
        <Person />
        <a href="docs">
          <Mark name="doc" /> API
        </a>
      </div>
      <Progress />
    </header>
  );
};
