import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { isFixed, momentOf, type Moment } from '../moment/moment.js';
import { allPages, asked, whatWasRead } from './asked.js';
import { getJson } from './fetch-json.js';
import type {
  Board,
  CheckpointList,
  CommitmentList,
  CommitmentAnswer,
  CommitmentClaims,
  CommitmentReasons,
  Diff,
  ForumList,
  ForumRecord,
  InstitutionList,
  TimeStops as Moments,
  Overview,
  ReadList,
  ReportedAction,
  ReportedForum,
  SearchPage,
  SessionList,
  SessionRecord,
  Timeline,
} from './types.gen.js';

export const forumsQuery = (moment: Moment) => asked<ForumList>('/v1/forums', moment);
/** The position as of which the ledger answers now. */
export const askPosition = async (): Promise<number> => (await getJson<ForumList>('/v1/forums')).position;
export const forumQuery = (forum: string, moment: Moment) => asked<ForumRecord>(`/v1/forums/${forum}`, moment);
export const sessionsQuery = (forum: string, moment: Moment) =>
  asked<SessionList>(`/v1/forums/${forum}/sessions`, moment);
export const overviewQuery = (moment: Moment) => asked<Overview>('/v1/overview', moment);
/** Where a forum's line of time has its stops: the one question that goes beyond the moment, and tells no words. */
export const momentsQuery = (forum: string, { asOfBasis }: Moment) =>
  asked<Moments>('/v1/moments', asOfBasis ? { asOfBasis } : {}, { forum });
export const institutionsQuery = (moment: Moment) => asked<InstitutionList>('/v1/institutions', moment, { limit: 500 });
export const boardQuery = (institution: string, moment: Moment) =>
  asked<Board>(`/v1/institutions/${institution}/board`, moment);
/** One statement, by its number in its session. */
export const statementQuery = (session: string, number: number, moment: Moment) =>
  asked<SessionRecord>(`/v1/sessions/${session}`, moment, {
    ...(number > 1 && { after: `${session}.s${number - 1}` }),
    limit: 1,
  });
export const commitmentQuery = (commitment: string, moment: Moment) =>
  asked<CommitmentAnswer>(`/v1/commitments/${commitment}`, moment);
/** What the sources of a commitment say differently. */
export const claimsQuery = (commitment: string, moment: Moment) =>
  asked<CommitmentClaims>(`/v1/commitments/${commitment}/claims`, moment);
/** Why it stands as it stands, or why one thing of it is so. */
export const whyQuery = (commitment: string, what: string | undefined, moment: Moment) =>
  asked<CommitmentReasons>(`/v1/commitments/${commitment}/why`, moment, what === undefined ? {} : { what });
/** What the ledger has signed; it is not asked about the past. Co-signatures come without an event that would tell of them. */
export const checkpointsQuery = queryOptions({
  queryKey: ['/v1/proofs/checkpoints'],
  queryFn: ({ signal }) => getJson<CheckpointList>('/v1/proofs/checkpoints', {}, signal),
  refetchInterval: 30_000,
});
export const timelineQuery = (subject: 'commitments' | 'forums' | 'sessions', id: string, moment: Moment) =>
  asked<Timeline>(`/v1/${subject}/${id}/timeline`, moment);

/** Every event about it: all pages of its timeline. */
export const wholeTimelineQuery = (subject: 'commitments' | 'sessions', id: string, moment: Moment) =>
  allPages<Timeline>(`/v1/${subject}/${id}/timeline`, moment, {}, (before, page) => ({
    ...page,
    entries: [...before.entries, ...page.entries],
  }));
/** The record of a session with all of its statements. */
export const wholeSessionQuery = (session: string, moment: Moment) =>
  allPages<SessionRecord>(`/v1/sessions/${session}`, moment, {}, (before, page) => ({
    ...page,
    statements: [...before.statements, ...page.statements],
  }));
/** All commitments of a forum, and what came before it from others, as lists show them. */
export const commitmentsOfQuery = (forum: string, moment: Moment) =>
  allPages<CommitmentList>('/v1/commitments', moment, { forum }, (before, page) => ({
    ...page,
    items: [...before.items, ...page.items],
  }));

/** What became of what a session said, as one side answers for it. It is told as of what is signed, by what was recorded. */
export const reportQuery = (session: string, side: string, asOf: string | undefined) =>
  asked<ReportedAction>(`/v1/sessions/${session}/report`, asOf === undefined ? {} : { asOf }, { side });
/** How a forum does over its sessions. */
export const forumReportQuery = (forum: string, moment: Moment) =>
  asked<ReportedForum>(`/v1/forums/${forum}/report`, moment);
/** What says these words, as far as a list under a field goes. */
export const searchQuery = (q: string, moment: Moment) => asked<SearchPage>('/v1/search', moment, { q, limit: 20 });
/** All that says them, page by page. */
export const searchPagesQuery = (q: string, moment: Moment) => {
  const path = '/v1/search';
  const parameters = { ...momentOf(moment), q, limit: 50 };
  return infiniteQueryOptions({
    queryKey: [path, parameters],
    queryFn: ({ signal, pageParam: after }) => getJson<SearchPage>(path, { ...parameters, after }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    staleTime: isFixed(moment) ? Infinity : 0,
  });
};

/** What auditors were given as a whole, page by page. A read is recorded as it happens, so it has one basis. */
export const readsQuery = (forum: string | undefined, asOf: string | undefined) => {
  const path = '/v1/reads';
  const parameters = { ...momentOf({ asOf }), order: 'newest', ...(forum !== undefined && { forum }) };
  return infiniteQueryOptions({
    queryKey: [path, parameters],
    queryFn: ({ signal, pageParam: after }) => getJson<ReadList>(path, { ...parameters, after }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next,
    staleTime: isFixed({ asOf }) ? Infinity : 0,
    placeholderData: whatWasRead(path, { asOf }),
  });
};

/** What became otherwise with a forum's commitments from one moment to another, and by which events. */
export const diffQuery = (forum: string, from: Moment, to: Moment) => ({
  ...allPages<Diff>(
    '/v1/diff',
    {},
    {
      forum,
      from: from.asOf,
      fromBasis: from.asOfBasis,
      fromSigned: from.signedOnly,
      to: to.asOf,
      toBasis: to.asOfBasis,
      toSigned: to.signedOnly,
    },
    (before, page) => ({ ...page, changes: [...before.changes, ...page.changes] }),
  ),
  placeholderData: undefined, // of two other moments it would be another answer
});
