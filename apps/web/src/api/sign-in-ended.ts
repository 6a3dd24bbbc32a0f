import { queryOptions, skipToken, useQuery, type QueryClient } from '@tanstack/react-query';
import { askMe, meQuery, type Me } from './me.js';

/**
 * When the server last said that the sign-in of who reads here has ended; 0: it has not. The page goes on as that person's
 * meanwhile: what is on it stays, and what is typed.
 */
const endedQuery = queryOptions({
  queryKey: ['sign-in ended'],
  queryFn: skipToken,
  initialData: 0,
  staleTime: Infinity,
});

export const useSignInEnded = (): number => useQuery(endedQuery).data ?? 0;

/** Nobody is asked to sign in again who had not signed in. */
export const signInEnded = (queries: QueryClient): void => {
  if (queries.getQueryData(meQuery.queryKey)) queries.setQueryData(endedQuery.queryKey, Date.now());
};

/** A question of the page itself found that it has ended: it says so once, since somebody may want to read on without. */
export const signInFoundEnded = (queries: QueryClient): void => {
  if (!queries.getQueryData(endedQuery.queryKey)) signInEnded(queries);
};

/**
 * Asks who is signed in now. The same person again: what could not be read is read again, and what could not be sent is
 * sent. Another person: the page begins anew, for nothing on it is theirs.
 */
export const goOnSignedIn = async (queries: QueryClient): Promise<void> => {
  const before = queries.getQueryData(meQuery.queryKey);
  const now = await askMe().catch(() => null); // the line is lost: later
  if (!now) return;
  if (before && !isSame(before, now)) return location.reload();
  queries.setQueryData(meQuery.queryKey, now);
  queries.setQueryData(endedQuery.queryKey, 0);
  await queries.invalidateQueries({ predicate: ({ queryKey: [path] }) => path !== '/v1/me' });
};

const isSame = (a: Me, b: Me): boolean =>
  a.actor === b.actor && a.role === b.role && a.side === b.side && a.institution === b.institution;
