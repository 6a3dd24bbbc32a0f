import { useQuery } from '@tanstack/react-query';
import { postJson } from '../api/fetch-json.js';
import { Problem } from '../api/problem.js';
import type { Rehearsal as Rehearsed } from '../api/types.gen.js';
import { missingIn, requestOf, type Act, type Values } from './act.js';

export type Rehearsal =
  | {
      readonly would: Rehearsed;
      /** What the rules hold against it alone: it is rehearsed with what can be recorded just before it. */
      readonly lifted?: Problem;
    }
  | { readonly no: Problem };

/** After the last key: a rehearsal of every letter would keep the ledger busy. */
const PAUSE_MS = 400;

/** What the act would lead to by the rules themselves; undefined while something needed is still empty. @param draft  undefined: it was sent already */
export const useRehearsal = (
  act: Act,
  id: string,
  csrf: string | undefined,
  draft: { readonly values: Values; readonly ifMatch?: string } | undefined,
): Rehearsal | undefined => {
  const isReady = draft?.ifMatch !== undefined && missingIn(act, draft.values).length === 0;
  const alone = isReady ? requestOf(act, id, draft.values) : undefined;
  const lifts = act.first?.lifts;
  const sending = { parameters: { rehearse: true }, ifMatch: draft?.ifMatch, csrf };
  const rehearse = async (first = false): Promise<Rehearsal> => {
    const { path, body } = requestOf(act, id, draft!.values, first);
    try {
      return { would: (await postJson<Rehearsed>(path, body, sending)).body };
    } catch (error) {
      if (error instanceof Problem && isNo(error)) return { no: error };
      throw error;
    }
  };
  const { data } = useQuery({
    queryKey: [alone?.path, 'rehearsal', alone?.body, lifts, sending],
    queryFn: async ({ signal }): Promise<Rehearsal> => {
      await pause(signal);
      const told = await rehearse();
      if (!('no' in told) || lifts === undefined || told.no.more['code'] !== lifts) return told;
      const both = await rehearse(true);
      return 'would' in both ? { ...both, lifted: told.no } : told;
    },
    enabled: isReady,
    gcTime: 0,
    placeholderData: undefined,
  });
  return isReady ? data : undefined;
};

/** What the rules hold against it; that the sign-in ended, or that it changed meanwhile, is told when it is sent. */
const isNo = ({ kind, status }: Problem): boolean =>
  status >= 400 && status < 500 && !['unauthenticated', 'cross-site', 'stale', 'too-many-requests'].includes(kind);

/** Until nobody typed for a while; the next letter aborts it. */
const pause = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, PAUSE_MS);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new DOMException('The next letter came', 'AbortError'));
    });
  });
