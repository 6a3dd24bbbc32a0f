import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLingui as useI18n } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { useRouter } from '@tanstack/react-router';
import { meQuery } from '../api/me.js';
import { signOut } from '../api/sign-in.js';
import { signInEnded, useSignInEnded } from '../api/sign-in-ended.js';
import { roleWords } from '../words/role-words.js';
import { SignInLink } from './sign-in-link.js';

/** Who reads, in which role and for which side; or how to sign in. */
export const Person = () => {
  const { _ } = useI18n();
  const { data: me } = useQuery(meQuery);
  const queries = useQueryClient();
  const ended = useSignInEnded();
  const router = useRouter();
  const out = useMutation({
    mutationFn: () => signOut(me?.csrf),
    onSuccess: async () => {
      await router.navigate({ to: '/signed-out' });
      await queries.resetQueries(); // nobody reads here now what that person read
    },
  });
  if (me === undefined) return null;
  if (me === null) return <SignInLink className="btn" />;
  if (ended > 0)
    return (
      <button type="button" className="btn" onClick={() => signInEnded(queries)}>
        <Trans>Sign in again</Trans>
      </button>
    );
  return (
    <span className="person">
      <b>{me.actor}</b> · {[_(roleWords[me.role]), me.institution ?? me.side].filter(Boolean).join(', ')}
      {me.csrf !== undefined && (
        <button type="button" className="btn quiet" disabled={out.isPending} onClick={() => out.mutate()}>
          <Trans>Sign out</Trans>
        </button>
      )}
    </span>
  );
};
