import { Trans } from '@lingui/react/macro';
import { useLocation } from '@tanstack/react-router';
import { publicPath } from '../api/fetch-json.js';
import { stringifySearch } from '../moment/search-text.js';

/** Leads to the sign-in, and from there back to the address where somebody is. */
export const SignInLink = ({ className }: { className: string }) => {
  const { pathname, searchStr, hash } = useLocation();
  const here = `${pathname}${searchStr}${hash === '' ? '' : `#${hash}`}`;
  const to = /^\/(sign-in|signed-)/.test(pathname) || here === '/' ? undefined : here;
  return (
    <a className={className} href={`${publicPath}/sign-in${stringifySearch({ to })}`}>
      <Trans>Sign in</Trans>
    </a>
  );
};
