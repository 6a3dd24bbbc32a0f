import { useQueries, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { forumsQuery, momentsQuery } from '../api/queries.js';
import type { TimeStops as Told } from '../api/types.gen.js';
import { lineBasis, type Moments } from './stops.js';
import { useMoment, useOther } from './use-moment.js';
import { numberedHere } from '../words/numbered.js';

/** The forum that this address is about; undefined where it is about all of them. */
export const useForumId = (): string | undefined => {
  const { forum, session, commitment }: Partial<Record<string, string>> = useParams({ strict: false });
  return forum ?? (session ?? commitment)?.split('.')[0];
};

/**
 * Where the slider can stand, also after the moment of the address: the places alone, without a word of what was said
 * there. Where the address is about no forum, they are those of all forums that were known at its moment.
 */
export const useMoments = (): Moments | undefined => {
  const moment = useMoment();
  const basis = lineBasis(moment, useOther());
  const forum = useForumId();
  const forums = useQuery({ ...forumsQuery(moment), enabled: forum === undefined });
  const ids = forum === undefined ? forums.data?.forums.map(({ id }) => id) : [forum];
  const each = useQueries({ queries: (ids ?? []).map((id) => momentsQuery(id, { asOfBasis: basis })) });
  const told = each.flatMap(({ data }) => (data ? [data] : []));
  return ids === undefined || told.length < each.length ? undefined : together(told);
};

const together = (told: readonly Told[]): Moments => {
  const sessions = told.flatMap((it) =>
    it.sessions.map(numberedHere).map(({ on: day, ...session }) => ({ ...session, day })),
  );
  const days = told.flatMap((it) => it.days.map(({ on: day, until }) => ({ day, until })));
  days.sort((a, b) => (a.until ?? 0) - (b.until ?? 0));
  return {
    position: Math.max(-1, ...told.map(({ position }) => position)),
    today: new Date().toISOString().slice(0, 10),
    // A sitting of two bodies is on the line of each.
    sessions: [...new Map(sessions.map((it) => [it.id, it])).values()],
    days: [...new Map(days.map((it) => [it.day, it])).values()],
  };
};
