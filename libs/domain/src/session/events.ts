import { Type } from 'typebox';
import { OccurredAt, Source } from '../metadata.js';
import {
  CommitmentId,
  Count,
  Day,
  Difference,
  Digest,
  Due,
  EventId,
  ForumId,
  InstitutionId,
  list,
  Name,
  Numbers,
  named,
  oneOf,
  optional,
  PartialDate,
  PersonName,
  record,
  SessionId,
  Side,
  Speaker,
  StatementId,
  Text,
  Undertaking,
  Verb,
  Words,
  type FactOf,
} from '../vocabulary.js';

/**
 * The fields of every statement. `refersTo`: commitments, earlier statements, and programmes by their usual name.
 * `alsoServes`: in a sitting for several forums, the others for which it was said too.
 */
const said = {
  statementId: StatementId,
  paragraph: optional(Name),
  /** As the minutes have it; the kind of the statement follows from it. */
  verb: optional(Verb),
  text: Text,
  speaker: Speaker,
  refersTo: list(Name, { maxItems: 50, uniqueItems: true }),
  /** It was recorded when the session had been concluded, or when both sides had signed its minutes without it. */
  learnedLate: optional(named('LateEntry', oneOf('afterConclusion', 'afterSignature'))),
  alsoServes: optional(list(ForumId, { maxItems: 10, uniqueItems: true })),
  /** It had been entered in another session by mistake; `brings`: the commitments that it brought up there. */
  movedFrom: optional(
    named(
      'MovedFrom',
      record({ statementId: StatementId, eventId: EventId, brings: list(CommitmentId, { maxItems: 50 }) }),
    ),
  ),
};
const undertakings = list(Undertaking, { minItems: 1, maxItems: 50 });
const commitments = list(CommitmentId, { minItems: 1, maxItems: 50, uniqueItems: true });

export const reviewOutcomes = [
  'completionConfirmed',
  'completionNotAccepted',
  'carriedOver',
  'dateRevised',
  'deferred',
  'superseded',
  'withdrawn',
  'lapsed',
  'reopened',
  'referred',
  'referralReturned',
] as const;
export const ReviewOutcome = named('ReviewOutcome', oneOf(...reviewOutcomes));

// Stored facts. Names and fields are the storage format and the Kafka contract: add, never edit.
/** The kinds of statement in minutes. Only the operative ones may create or change a commitment (see `policies`). */
export const statementEvents = {
  DecisionTaken: record({ ...said, undertakings }),
  UndertakingAgreed: record({ ...said, undertakings }),
  ProjectInitiated: record({ ...said, starts: commitments }),
  InstrumentSigned: record({
    ...said,
    instrument: Text,
    parties: list(InstitutionId, { maxItems: 20 }),
    signedOn: optional(PartialDate),
    fulfils: optional(CommitmentId),
  }),
  BodyEstablished: record({ ...said, body: Text, fulfils: optional(CommitmentId) }),
  DirectionGiven: record({ ...said, side: Side, undertakings }),
  RequestMade: record({
    ...said,
    addressee: named('Addressee', record({ side: Side, institution: optional(InstitutionId) })),
    undertakings: list(Undertaking, { maxItems: 50 }),
  }),
  RecommendationMade: record({
    ...said,
    toForum: ForumId,
    commitments: list(CommitmentId, { maxItems: 50, uniqueItems: true }),
  }),
  ProposalMade: record({ ...said, side: Side, undertakings }),
  ProposalAccepted: record({ ...said, commitments }),
  ProposalDeclined: record({ ...said, commitments, reason: Words }),
  ProposalWithdrawn: record({ ...said, commitments, reason: Words }),
  CommitmentReviewed: record({
    ...said,
    commitmentId: CommitmentId,
    outcome: ReviewOutcome,
    reason: optional(Words),
    due: optional(Due),
    by: optional(commitments),
    toForum: optional(ForumId),
    toSession: optional(SessionId),
  }),
  ProgressAppreciated: record(said),
  OutcomeCommended: record(said),
  AchievementAcknowledged: record(said),
  ConcernExpressed: record(said),
  MatterNoted: record(said),
  PositionReaffirmed: record(said),
  HopeExpressed: record(said),
  StatementInsertedBySide: record({ ...said, side: Side }),
};

const version = Count;
/** `digest`: of the paper, as people give it. Beside it, `record` is the digest of what the record says. */
const textVersion = { version, digest: Digest };

/** How a draft differs, for one undertaking, from what was recorded in the session. */
export const Change = named(
  'DraftChange',
  record({ commitmentId: CommitmentId, diff: list(Difference, { minItems: 1, maxItems: 8 }) }),
);

export const attendance = {
  coChairs: list(named('CoChair', record({ side: Side, name: PersonName, office: Name })), { maxItems: 4 }),
  delegations: list(named('Delegation', record({ side: Side, members: list(InstitutionId, { maxItems: 100 }) })), {
    maxItems: 2,
  }),
};

const SessionLabel = named('SessionLabel', oneOf('regular', 'special'));
const SessionMode = named('SessionMode', oneOf('inPerson', 'virtual', 'hybrid'));

const calendarEvents = {
  SessionScheduled: record({
    forum: ForumId,
    ordinal: Count,
    label: SessionLabel,
    plannedOn: optional(PartialDate),
    mode: SessionMode,
    venue: optional(Name),
    hostSide: optional(Side),
    alsoServes: list(ForumId, { maxItems: 10, uniqueItems: true }),
    /** Its number in forums that it also serves, where they count it. */
    numbers: optional(Numbers),
  }),
  /** This number is that of a sitting which another forum holds; without `to`, it is free again. */
  NumberGiven: record({ to: optional(SessionId) }),
  SessionRescheduled: record({ from: optional(PartialDate), plannedOn: PartialDate, reason: optional(Words) }),
  SessionPostponed: record({ reason: Words }),
  SessionCancelled: record({ reason: Words }),
  /** The cancellation was a mistake. */
  SessionReinstated: record({ reason: Words }),
  /** There was no such session; its number is free again. */
  SessionAnnulled: record({ reason: Words }),
  AgendaAgreed: record({ items: list(Text, { minItems: 1, maxItems: 100 }) }),
  SessionOpened: record({ openedOn: PartialDate, ...attendance }),
  /** It met and is over, and no record says when. */
  SessionHeld: record({ heldNotAfter: PartialDate, ...attendance }),
  /** The day of a session that was known only by its minutes became known. Lists that are not given stay as they are. */
  SessionDated: record({ openedOn: PartialDate, ...Type.Partial(record(attendance)).properties }),
  NextSessionFixed: record({ ordinal: Count, plannedOn: optional(PartialDate), venue: optional(Name) }),
  SessionConcluded: record({ concludedOn: PartialDate }),
};

/** Nothing is said twice: what is written elsewhere too, or in another language, is added to what was recorded. */
const additionEvents = {
  /** The same words in further languages. What was said and signed stays as it is. */
  TextAdded: record({ eventId: EventId, statementId: StatementId, text: Text }),
  /** `differs`: where this source says otherwise. It changes nothing. */
  SourceAdded: record({
    /** What is written there too. */
    eventId: EventId,
    statementId: optional(StatementId),
    source: Source,
    differs: optional(Words),
  }),
  /** A text or a source was added by mistake. `of`: what it was added to. */
  AdditionAnnulled: record({ eventId: EventId, of: EventId, statementId: optional(StatementId), reason: Words }),
};
/** What one event has room for. */
export const MOST_STATEMENTS = 2000;

const minutesEvents = {
  MinutesDrafted: record({
    ...textVersion,
    languages: list(Type.String({ pattern: '^[a-z]{2,3}$' }), { minItems: 1, maxItems: 10, uniqueItems: true }),
    statementIds: list(StatementId, { maxItems: MOST_STATEMENTS, uniqueItems: true }),
    changes: list(Change, { maxItems: 500 }),
    record: optional(Digest),
  }),
  MinutesCommented: record({ version, side: Side, comment: Words, paragraph: optional(Name) }),
  /** `side`: for that side alone; the text is agreed when both have. Without it, both did. */
  MinutesTextAgreed: record({ ...textVersion, side: optional(Side) }),
  MinutesSignedBySide: record({
    side: Side,
    signatory: optional(PersonName),
    office: optional(Name),
    signedOn: Day,
    ...textVersion,
    record: optional(Digest),
  }),
  /** The record of a signed version was changed, so the signatures under it bind nobody. */
  SignaturesVoided: record({
    version,
    sides: list(Side, { minItems: 1, maxItems: 2 }),
    because: named('VoidingCause', oneOf('corrected', 'annulled', 'added')),
    /** The statement that was corrected, annulled or added. */
    statementId: StatementId,
  }),
  /**
   * The second side signed the same digest. `adopts` and `omits`: the effect on each commitment of the session.
   * `reviewed`: the text only reviews it, so what is still a proposal stays one.
   */
  MinutesEnteredIntoEffect: record({
    ...textVersion,
    on: Day,
    adopts: list(
      named(
        'AdoptedCommitment',
        record({ commitmentId: CommitmentId, diff: list(Difference), reviewed: optional(Type.Literal(true)) }),
      ),
      { maxItems: 2000 },
    ),
    omits: list(named('OmittedCommitment', record({ commitmentId: CommitmentId, statementId: StatementId })), {
      maxItems: 2000,
    }),
  }),
  RecordCorrected: record({
    eventId: EventId,
    /** The corrected statement, if a statement was corrected. */
    statementId: optional(StatementId),
    field: Name,
    old: Type.Unknown(),
    new: Type.Unknown(),
    reason: Words,
    /** Both sides had signed it, and both secretariats say that the paper reads so. */
    byBothSides: optional(Type.Literal(true)),
    /** Where it was marked as said after a signature that was a mistake: what now takes effect, and when it was said. */
    counts: optional(named('WhatCounts', record({ type: Name, data: Type.Unknown(), occurredAt: OccurredAt }))),
  }),
  /** One secretariat's half of a correction of what both sides signed. The second half comes with the correction. */
  CorrectionAgreedBySide: record({
    side: Side,
    eventId: EventId,
    /** Missing where a change in the signed text itself was entered wrongly. */
    statementId: optional(StatementId),
    field: Name,
    old: Type.Unknown(),
    /** What it should read; if it reads so already, the side takes back what it had agreed to. */
    new: Type.Unknown(),
    reason: Words,
  }),
  RecordAnnulled: record({
    eventId: EventId,
    statementId: StatementId,
    reason: Words,
    /** The commitments that only this statement had brought up. */
    commitments: list(CommitmentId, { maxItems: 50 }),
    /** Other commitments that it changed; there its effect is taken back. */
    takesBack: optional(list(CommitmentId, { maxItems: 50 })),
    /** It counts under this id in the session in which it was made, and so does what it did. */
    movedTo: optional(StatementId),
  }),
  /** A signature was recorded by mistake: for the wrong side, person or version. */
  SignatureAnnulled: record({ eventId: EventId, side: Side, version, reason: Words }),
  /** The minutes were in effect by a signature that was annulled. What they did to the commitments is taken back. */
  MinutesEffectTakenBack: record({
    ...textVersion,
    /** The event by which they had entered into effect. */
    eventId: EventId,
    reason: Words,
    commitments: list(CommitmentId, { maxItems: 4000 }),
  }),
};

export const sessionEvents = { ...calendarEvents, ...statementEvents, ...additionEvents, ...minutesEvents };
export type SessionEvent = FactOf<typeof sessionEvents>;
export type StatementEvent = FactOf<typeof statementEvents>;
export type ReviewOutcome = (typeof reviewOutcomes)[number];
export type Change = Type.Static<typeof Change>;

export const isStatement = (event: { type: string }): event is StatementEvent =>
  Object.hasOwn(statementEvents, event.type);
