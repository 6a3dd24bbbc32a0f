import { queryOptions, useQuery } from '@tanstack/react-query';
import { getJson } from './fetch-json.js';
import { Problem } from './problem.js';

/** Who reads the page, as the ledger knows them. */
export interface Me {
  readonly actor: string;
  readonly role: 'recorder' | 'secretariat' | 'coChair' | 'focalPoint' | 'auditor' | 'service';
  readonly side?: string;
  readonly institution?: string;
  readonly endsAt: string;
  /** What each command carries, to show that a page of this ledger sent it. */
  readonly csrf?: string;
}

/** Who is signed in here; null: nobody. */
export const askMe = (signal?: AbortSignal): Promise<Me | null> =>
  getJson<Me>('/v1/me', {}, signal).catch((error: unknown) => {
    if (error instanceof Problem && error.kind === 'unauthenticated') return null;
    throw error;
  });

/** Who reads the page. When their sign-in ends it stays theirs; that it ended is told apart (sign-in-ended.ts). */
export const meQuery = queryOptions({
  queryKey: ['/v1/me'],
  queryFn: async ({ signal, client }): Promise<Me | null> => {
    const before = client.getQueryData<Me | null>(['/v1/me']);
    const now = await askMe(signal);
    if (now === null && before) throw new Problem('unauthenticated', 401, 'The sign-in has ended', undefined);
    return now;
  },
  staleTime: 60_000,
});

/** Whether the reader may see what auditors read. */
export const useSeesReads = (): boolean => {
  const role = useMe()?.role;
  return role === 'recorder' || role === 'secretariat' || role === 'auditor';
};

/** The side that the reader acts for; nobody else's pages put one side first. */
export const useOwnSide = (): string | undefined => {
  const me = useMe();
  return me?.role === 'auditor' || me?.role === 'recorder' || me?.role === 'service' ? undefined : me?.side;
};

export const useMe = (): Me | null | undefined => useQuery(meQuery).data;
