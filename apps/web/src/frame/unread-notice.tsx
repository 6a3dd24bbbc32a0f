import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useUnread } from '../moment/use-unread.js';
import { Mark } from '../marks/mark.js';

/** What the address says and this page cannot read is told, with the address without it. */
export const UnreadNotice = () => {
  const unread = useUnread();
  if (unread.length === 0) return null;
  const names = unread.join(', ');
  return (
    <aside className="unread" role="status">
      <Mark name="warn" />
      <span>
        <Trans>
          The address says <b className="code">{names}</b>, which cannot be read here. The page shows everything else
          that the address asks for.
        </Trans>
      </span>
      <Link
        to="."
        replace
        search={(before) => ({ ...before, ...Object.fromEntries(unread.map((name) => [name, undefined])) })}
      >
        <Trans>Go on without it</Trans>
      </Link>
    </aside>
  );
};
