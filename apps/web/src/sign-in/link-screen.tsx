import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Trans, useLingui } from '@lingui/react/macro';
import { useRouter } from '@tanstack/react-router';
import { followLink } from '../api/sign-in.js';
import { Page } from '../frame/page.js';
import { ProblemNotice } from '../frame/problem-notice.js';

/** Only an address of this page: a link leads nowhere else. */
const whereTo = (): string => {
  const to = new URLSearchParams(location.search).get('to') ?? '/';
  return /^\/(?![/\\])/.test(to) ? to : '/';
};

/**
 * A one-time link. Its code is behind the `#`, so no log has it. One click follows it: what reads links beforehand (a mail
 * scanner, a preview) does not use it up.
 */
export const Screen = () => {
  const { t } = useLingui();
  const queries = useQueryClient();
  const router = useRouter();
  const [code] = useState(() => location.hash.slice(1));
  const follow = useMutation({
    mutationFn: () => followLink(code),
    onSuccess: () => {
      void queries.resetQueries(); // what was read before was for somebody else, or for nobody
      return router.navigate({ href: whereTo(), replace: true }); // at once: later, it would undo where they go meanwhile
    },
  });
  return (
    <Page title={t`Sign in`} heading={<Trans>Sign in</Trans>} timeless>
      {code === '' ? (
        <p>
          <Trans>This link is not whole: the part behind # is missing. Copy it again from where you got it.</Trans>
        </p>
      ) : (
        <div className="stack">
          <p>
            <Trans>This link signs in the person it was made for, once.</Trans>
          </p>
          {follow.error && <ProblemNotice error={follow.error} />}
          <p>
            <button
              type="button"
              className="btn primary"
              disabled={follow.isPending || follow.isSuccess}
              onClick={() => follow.mutate()}
            >
              <Trans>Sign in with this link</Trans>
            </button>
          </p>
        </div>
      )}
    </Page>
  );
};
