import { Type, type Static } from 'typebox';
import { doubtCodes } from './plausibility/doubt.js';
import {
  CommandDigest,
  Digest,
  InstitutionId,
  Language,
  list,
  Name,
  named,
  oneOf,
  optional,
  PersonName,
  record,
  Side,
  Words,
} from './vocabulary.js';

export const roles = ['recorder', 'secretariat', 'coChair', 'focalPoint', 'auditor', 'service', 'policy'] as const;
const Role = named('Role', oneOf(...roles));

/**
 * The actor. `onBehalfOf`: a recorder enters what, by a document, somebody else did. The rules then check that other
 * person, and the envelope shows both.
 */
export const Actor = named(
  'Actor',
  record({
    id: PersonName,
    role: Role,
    side: optional(Side),
    institution: optional(InstitutionId),
    onBehalfOf: optional(
      named('RepresentedActor', record({ role: Role, side: optional(Side), institution: optional(InstitutionId) })),
    ),
  }),
);

/** The kinds of record that a fact rests on, weakest first. */
export const authorities = [
  'press',
  'secretariatNote',
  'draftMinutes',
  'agreedText',
  'signedMinutes',
  'instrument',
] as const;
export const Authority = named('Authority', oneOf(...authorities));

/** Whether this actor may say that a fact rests on a record that both sides signed: who keeps the record may. */
export const mayRestOn = (authority: Authority, { role }: Actor): boolean =>
  (authority !== 'signedMinutes' && authority !== 'instrument') || role === 'recorder' || role === 'policy';

export const Source = named(
  'RecordSource',
  record({
    kind: named('SourceKind', oneOf('press', 'document', 'minutes', 'instrument', 'statement', 'system')),
    reference: Words,
    note: optional(Words),
    paragraph: optional(Name),
    language: optional(Language),
    digest: optional(Digest),
  }),
);

/** When it happened, as precisely as it is known. `session`: on the session's date, at an unknown hour. */
export const OccurredAt = named(
  'OccurredAt',
  record({
    value: Type.String({ pattern: '^\\d{4}(-\\d{2}(-\\d{2}(T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z)?)?)?$' }),
    precision: named('TimePrecision', oneOf('instant', 'day', 'month', 'year', 'session')),
  }),
);

export const visibilities = ['public', 'joint', 'sideInternal'] as const;
export const Visibility = named('Visibility', oneOf(...visibilities));

const DoubtCode = named('DoubtCode', oneOf(...doubtCodes));

/** The envelope of every event, besides its id, type, version, revision and position. */
export const Metadata = record({
  occurredAt: OccurredAt,
  actor: Actor,
  authority: Authority,
  source: Source,
  visibility: Visibility,
  correlationId: Type.String({ format: 'uuid' }),
  /** The event that caused this one, or the command's id if a person did. */
  causationId: Type.String({ format: 'uuid' }),
  commandId: Type.String({ format: 'uuid' }),
  /** HMAC of the command's canonical JSON, with the ledger's secret: distinguishes a retry from another command. */
  commandDigest: CommandDigest,
  /** 16 random bytes: without it, nobody can guess the event from a digest of it. Events of an earlier version have none. */
  nonce: optional(Type.String({ pattern: '^[A-Za-z0-9_-]{22}$' })),
  /** W3C Trace Context of the request that led to it, if the request was traced. */
  traceparent: optional(Type.String({ pattern: '^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$' })),
  /** The event's effects were appended together with it, so no policy has to carry them out later. */
  effects: optional(Type.Literal('included')),
  /** It is implausible for these reasons, and was accepted all the same. */
  doubts: optional(list(DoubtCode, { maxItems: 20 })),
});

export type Role = Static<typeof Role>;
export type Actor = Static<typeof Actor>;
export type Authority = Static<typeof Authority>;
export type Source = Static<typeof Source>;
export type OccurredAt = Static<typeof OccurredAt>;
export type Visibility = (typeof visibilities)[number];
export type Metadata = Static<typeof Metadata>;

/** The actor whose authority the rules check. */
export const acting = (actor: Actor): { role: Role; side?: string; institution?: string } => actor.onBehalfOf ?? actor;
