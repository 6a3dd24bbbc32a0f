import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useSeesReads } from '../api/me.js';
import { PopoverButton } from '../controls/popover-button.js';
import { Liveness } from '../live/liveness.js';
import { Mark } from '../marks/mark.js';
import { SearchField } from '../search/search-field.js';
import { Appearance } from './appearance.js';
import { OwnDesk } from './own-desk.js';
import { Person } from './person.js';
import { Progress } from './progress.js';
import { useNarrow } from './use-narrow.js';

const Seal = () => (
  <svg viewBox="0 0 38 22" aria-hidden="true">
    <circle cx="11" cy="11" r="9" fill="currentColor" />
    <circle cx="27" cy="11" r="9" fill="none" stroke="currentColor" strokeWidth="3" />
  </svg>
);

/** In rem: as wide as a phone, and too narrow for all that stands in one line here. */
const [PHONE, CROWDED] = [60, 88];

/** The head of every page, in one line: where one is, and how one reads. What has no room is behind a button. */
export const Masthead = () => {
  const { t } = useLingui();
  const phone = useNarrow(PHONE);
  const crowded = useNarrow(CROWDED);
  return (
    <header className="masthead">
      <Link to="/" className="brand">
        <Seal />
        <span>JWG Ledger</span>
      </Link>
      {!crowded && <Main />}
      {!phone && <SearchField />}
      <div className="end">
        <Liveness />
        {crowded ? (
          <PopoverButton label={t`Menu`} align="end" popup="choices menu" shown={<Trans>Menu</Trans>}>
            {(close) => (
              <>
                <div onClick={close}>
                  <Main />
                </div>
                <Reader />
              </>
            )}
          </PopoverButton>
        ) : (
          <Reader />
        )}
      </div>
      <Progress />
    </header>
  );
};

const Main = () => {
  const { t } = useLingui();
  return (
    <nav aria-label={t`Main`}>
      <Link to="/forums" activeProps={{ 'aria-current': 'page' }}>
        <Trans>Forums</Trans>
      </Link>
      <Link to="/institutions" activeProps={{ 'aria-current': 'page' }}>
        <Trans>Institutions</Trans>
      </Link>
      <Link to="/search" activeProps={{ 'aria-current': 'page' }}>
        <Trans>Search</Trans>
      </Link>
      {useSeesReads() && (
        <Link to="/reads" activeProps={{ 'aria-current': 'page' }}>
          <Trans>Reads</Trans>
        </Link>
      )}
      <OwnDesk />
    </nav>
  );
};

const Reader = () => (
  <>
    <Appearance />
    <Person />
    <a href="docs">
      <Mark name="doc" /> API
    </a>
  </>
);
