import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useMe } from '../api/me.js';

/** A focal point works at the board of the institution. */
export const OwnDesk = () => {
  const institution = useMe()?.institution;
  if (institution === undefined) return null;
  return (
    <Link to="/institutions/$institution" params={{ institution }} activeProps={{ 'aria-current': 'page' }}>
      <Trans>My desk</Trans>
    </Link>
  );
};
