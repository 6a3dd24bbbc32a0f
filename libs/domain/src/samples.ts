import { fold, type StoredEvent } from '@jwg/event-sourcing';
import type { EventType, LedgerEvent } from './catalogue.js';
import { commitmentSamples } from './commitment/samples.js';
import { initial as noCommitment, type Commitment } from './commitment/state.js';
import type { Context } from './context.js';
import type { Actor, Metadata } from './metadata.js';
import { forum } from './forum/decide.js';
import type { ForumEvent } from './forum/events.js';
import { forumSamples } from './forum/samples.js';
import type { Forum } from './forum/state.js';
import { readSamples } from './reads/samples.js';
import { sessionSamples } from './session/samples.js';
import { initial as noSession, type Session } from './session/state.js';
import { sampleStream } from './testing/sample-stream.js';
import { schemaVersion } from './upcasters.js';

type DataOf<T extends EventType> = Extract<LedgerEvent, { type: T }>['data'];

/** The data of one canonical event of every kind, for specs, golden files and documents. */
export const samples: { [T in EventType]: DataOf<T> } = {
  ...forumSamples,
  ...sessionSamples,
  ...commitmentSamples,
  ...readSamples,
};

/** A sample as a fact, with some fields changed. */
export const sample = <T extends EventType>(type: T, changes: Partial<DataOf<T>> = {}) =>
  ({ type, data: { ...samples[type], ...changes } }) as unknown as Extract<LedgerEvent, { type: T }>;

/** A sample as the store returns it, in the stream that it belongs to. */
export const storedSample = <T extends EventType>(
  type: T,
  changes: Partial<DataOf<T>> = {},
  place = 0,
  more: Partial<Metadata> = {},
) => stored(sample(type, changes), sampleStream(type), place, more);

/** Any fact as a stored event, with a typical envelope, parts of which can be changed. */
export const stored = <E extends LedgerEvent>(
  fact: E,
  stream: string,
  place = 0,
  more: Partial<Metadata> = {},
): StoredEvent<E, Metadata> =>
  ({
    ...fact,
    id: uuid(place + 1),
    schemaVersion: schemaVersion(fact.type),
    metadata: { ...envelope, ...more },
    recordedAt: '2022-04-21T08:00:00.000Z',
    stream,
    revision: place,
    position: place,
    cursor: String(place),
  }) as unknown as StoredEvent<E, Metadata>;

const envelope: Metadata = {
  occurredAt: { value: '2022-04-20', precision: 'session' },
  actor: { id: 'recorder-pk', role: 'recorder', side: 'PK' },
  authority: 'press',
  source: { kind: 'press', reference: 'https://example.org/report', language: 'en' },
  visibility: 'public',
  correlationId: '00000000-0000-4000-8000-000000000000',
  causationId: '00000000-0000-4000-8000-000000000000',
  commandId: '00000000-0000-4000-8000-000000000000',
  commandDigest: `sha256:${'00'.repeat(32)}`,
};

/** A readable UUID for the n-th thing of a test. */
export const uuid = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

export const recorder: Actor = { id: 'recorder-pk', role: 'recorder', side: 'PK' };
export const secretariat = (side: string): Actor => ({ id: `secretariat-${side}`, role: 'secretariat', side });
export const coChair = (side: string): Actor => ({ id: `co-chair-${side}`, role: 'coChair', side });
/** The id of an institution of the sample forum begins with its side. */
export const focalPoint = (institution: string): Actor => ({
  id: `focal-point-${institution}`,
  role: 'focalPoint',
  side: institution.slice(0, 2).toUpperCase(),
  institution,
});
export const auditor: Actor = { id: 'auditor', role: 'auditor' };
export const service: Actor = { id: 'service', role: 'service' };
export const policy: Actor = { id: 'carry_into_effect', role: 'policy' };
/** One person in each role, for tests of the whole system. This recorder belongs to neither side. */
export const actors = {
  recorder: { id: 'recorder', role: 'recorder' },
  pk: secretariat('PK'),
  cn: secretariat('CN'),
  pkChair: coChair('PK'),
  cnChair: coChair('CN'),
  most: focalPoint('pk-most'),
  stza: focalPoint('pk-stza'),
  auditor,
  service,
} satisfies Record<string, Actor>;

/** The institutions of the sample forum. */
export const institutions = {
  'pk-most': 'Ministry of Science and Technology',
  'pk-stza': 'Special Technology Zones Authority',
  'pk-pec': 'Pakistan Engineering Council',
  'pk-psf': 'Pakistan Science Foundation',
  'pk-hec': 'Higher Education Commission',
  'cn-most': 'Ministry of Science and Technology of China',
  'cn-cast': 'China Association for Science and Technology',
  'cn-cas': 'Chinese Academy of Sciences',
  'cn-cse': 'Chinese Society of Engineers',
};

/** The events that created the sample forum, with its sides and its institutions. */
export const forumHistory: ForumEvent[] = [
  sample('ForumEstablished'),
  ...Object.entries(institutions).map(([institution, en]): ForumEvent => ({
    type: 'InstitutionRegistered',
    data: { institution, side: institution.slice(0, 2).toUpperCase(), name: { en } },
  })),
];
export const sampleForum: Forum = fold(forum, forumHistory);
/** The sample forum and its parent, by id. */
const sampleForums = new Map([
  ['cpec-jwg-st', sampleForum],
  ['cpec-jcc', fold(forum, [sample('ForumEstablished', { forum: 'cpec-jcc', level: 'committee', parent: undefined })])],
]);

/** The context for a decision by this actor: the sample forum, and the given commitments and event. */
export const context = (
  actor: Actor,
  {
    commitments = {},
    sessions = {},
    ...more
  }: Partial<Omit<Context, 'commitments' | 'sessions'>> & {
    commitments?: Readonly<Record<string, Partial<Commitment>>>;
    sessions?: Readonly<Record<string, Partial<Session>>>;
  } = {},
): Context => ({
  now: '2026-01-01T00:00:00.000Z',
  actor,
  forum: sampleForum,
  forums: sampleForums,
  commitments: new Map(
    Object.entries(commitments).map(([id, state]) => [id, { ...noCommitment, registered: true, id, ...state }]),
  ),
  sessions: new Map(Object.entries(sessions).map(([id, state]) => [id, { ...noSession, ...state }])),
  history: [],
  histories: new Map(),
  ...more,
});
