import { useQueries, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { forumsQuery, sessionsQuery } from '../api/queries.js';
import type { SessionSummary } from '../api/types.gen.js';
import type { Moments, SessionClose } from './stops.js';

/** The forum that this address is about; undefined where it is about all of them. */
export const useForumId = (): string | undefined => {
  const { forum, session, commitment }: Partial<Record<string, string>> = useParams({ strict: false });
  return forum ?? (session ?? commitment)?.split('.')[0];
};

/**
 * Where the slider can stand, also after the moment of the address: the places alone, without a word of what was said
 * there.
 */
export const useMoments = (): Moments | undefined => {
  const forum = useForumId();
  const forums = useQuery({ ...forumsQuery({}), enabled: forum === undefined });
  const ids = forum === undefined ? (forums.data?.forums.map(({ id }) => id) ?? []) : [forum];
  const lists = useQueries({ queries: ids.map((id) => sessionsQuery(id, {})) });
  if (ids.length === 0 || lists.some(({ data }) => !data)) return undefined;
  return {
    position: Math.max(...lists.map(({ data }) => data!.position)),
    today: new Date().toISOString().slice(0, 10),
    sessions: [
      ...new Map(lists.flatMap(({ data }) => data!.sessions.flatMap(closeOf)).map((it) => [it.id, it])).values(),
    ],
    events: [],
  };
};

const closeOf = ({ id, ordinal, phase, concludedOn, openedOn }: SessionSummary): SessionClose[] => {
  const day = concludedOn ?? openedOn;
  return phase === 'concluded' && day !== undefined ? [{ id, ordinal, day }] : [];
};
