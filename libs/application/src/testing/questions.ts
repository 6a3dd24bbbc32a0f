import { Query } from '@nestjs/cqrs';
import * as reading from '../reading/index.js';

const forum = 'cpec-jwg-st';
const sessionId = `${forum}.2`;

/** The queries, by the name of their class: at least one of each class. */
export const questions: Readonly<Record<string, readonly object[]>> = {
  GetBoard: [{ institution: 'pk-most' }, { institution: 'cn-cast', signedOnly: true }],
  GetCommitment: [1, 2].flatMap((n) =>
    [{}, { signedOnly: true }, { asOf: sessionId }, { asOfBasis: 'occurred' }, { asOf: '2025-01-01T01:10:00Z' }].map(
      (asOf) => ({
        commitmentId: `${sessionId}.c${n}`,
        ...asOf,
      }),
    ),
  ),
  GetClaims: [1, 2].map((n) => ({ commitmentId: `${sessionId}.c${n}` })),
  GetDiff: [
    { forum, from: '0', to: sessionId },
    { forum, from: sessionId, to: '2025-01-01T01:10:00Z', toSigned: true },
  ],
  GetForum: [{ forum }],
  GetMatrix: [
    { forum },
    { forum, cells: 'sparse', sort: 'change', flag: ['disputed'] },
    { forum, changedSince: 0, cells: 'sparse' },
    { forum, asOf: sessionId },
    { forum, asOfBasis: 'occurred', asOf: '2024-04-01' },
  ],
  GetMoments: [{ forum }, { forum, asOfBasis: 'occurred' }],
  GetOverview: [{}, { asOf: sessionId }, { asOfBasis: 'occurred' }],
  ListAllSessions: [{}, { forum, phase: ['concluded', 'open'], limit: 1 }],
  ListInstitutions: [{}, { side: 'PK', after: 'pk-hec' }],
  GetFacets: [{ forum }, { forum, signedOnly: true }],
  GetSession: [{ sessionId }, { sessionId, signedOnly: true }, { sessionId, limit: 2 }],
  GetSilence: [{ includeUnsigned: true }, { forum, months: 1 }],
  GetTimeline: [sessionId, forum, `${sessionId}.c1`, `${sessionId}.c2`].flatMap((subject) => [
    { subject, limit: 500 },
    { subject, limit: 7 },
  ]),
  ListCommitments: [{}, { flag: ['disputed'] }, { side: 'CN', limit: 2 }, { forum, status: ['inProgress'] }],
  FollowEvents: [{}],
  FollowChanges: [{}],
  ListEvents: [{ limit: 500 }, { limit: 500, forum, types: ['ProgressReported', 'ReminderIssued'] }],
  ListEvidence: [1, 2].flatMap((n) =>
    [{}, { limit: 1 }].map((page) => ({ commitmentId: `${sessionId}.c${n}`, ...page })),
  ),
  ListForums: [{}],
  ListWords: [{ forum }],
  ListPublishedEvents: [{ limit: 500 }],
  ReplayHistory: [
    { subject: forum, limit: 500 },
    { subject: forum, limit: 7, from: sessionId, basis: 'occurred' },
    { subject: sessionId, limit: 500 },
    { subject: `${sessionId}.c1`, limit: 7, from: sessionId },
  ],
  Search: [
    { q: 'between' },
    { q: 'us', limit: 2 },
    { q: 'memo', asOfBasis: 'occurred' },
    { q: forum, forum, limit: 500 },
  ],
  ListSessions: [{ forum }],
  WhyCommitment: [1, 2].map((n) => ({ commitmentId: `${sessionId}.c${n}` })),
};
export const queries = Object.values(reading).filter(
  (it) => (it as { prototype: object }).prototype instanceof Query,
) as unknown as (new () => object)[];
