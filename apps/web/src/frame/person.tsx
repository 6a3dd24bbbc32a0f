import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLingui as useI18n } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { Link, useRouter } from '@tanstack/react-router';
import { meQuery } from '../api/me.js';
import { signOut } from '../api/sign-in.js';
import { roleWords } from '../words/role-words.js';

/** Who reads, in which role and for which side; or how to sign in. */
export const Person = () => {
  const { _ } = useI18n();
  const { data: me } = useQuery(meQuery);
  const queries = useQueryClient();
  const router = useRouter();
  const out = useMutation({
    mutationFn: () => signOut(me?.csrf),
    onSuccess: async () => {
      await router.navigate({ to: '/signed-out' });
      await queries.resetQueries(); // nobody reads here now what that person read
    },
  });
  if (me === undefined) return null;
  if (me === null)
    return (
      <Link to="/sign-in" className="btn">
        <Trans>Sign in</Trans>
      </Link>
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
