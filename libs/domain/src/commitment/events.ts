import { Type } from 'typebox';
import { CompletionReported, consents, effect, Milestone } from './restoration.js';
import { setRightEvents } from './set-right-events.js';
import {
  CommitmentId,
  Difference,
  Digest,
  Due,
  EventId,
  Evidence,
  ForumId,
  InstitutionId,
  list,
  Name,
  named,
  oneOf,
  optional,
  PartialDate,
  Percent,
  record,
  SessionId,
  Side,
  StatementId,
  undertakingFields,
  Words,
  type FactOf,
} from '../vocabulary.js';
import { ReviewOutcome } from '../session/events.js';

/**
 * Who decided the outcome: both sides in a session, both secretariats between sessions, or the side that owns the
 * matter.
 */
const Settler = Type.Union([Type.Literal('forum'), Type.Literal('secretariats'), Side], { title: 'Settler' });
const ResponsibilityPart = named('ResponsibilityPart', oneOf('lead', 'support'));
/** Both sides had adopted the commitment, so both consented to the date. */
const byBothSides = optional(Type.Literal(true));

// Stored facts. Names and fields are the storage format and the Kafka contract: add, never edit.
export const commitmentEvents = {
  CommitmentRegistered: record({
    commitmentId: CommitmentId,
    forum: ForumId,
    ...undertakingFields,
    adoption: named('FirstAdoption', oneOf('proposed', 'provisional')),
    proposedBy: optional(Side),
    /** For a request: the side that has to accept it. */
    addressee: optional(Side),
    statement: optional(StatementId),
    /** The commitment is older than any recorded session. */
    legacy: Type.Boolean(),
  }),
  /** `diff`: how the statement that accepted it differs from the proposal. */
  CommitmentAccepted: record({ ...effect, diff: optional(list(Difference, { minItems: 1, maxItems: 8 })) }),
  CommitmentAdopted: record({ session: SessionId, version: Type.Integer(), digest: Digest }),
  CommitmentAdoptedWithChanges: record({
    session: SessionId,
    version: Type.Integer(),
    digest: Digest,
    diff: list(Difference, { minItems: 1 }),
  }),
  /** Both sides signed the text of another session, which covers it as well. */
  AdoptionConfirmed: record({ session: SessionId, version: Type.Integer(), digest: Digest }),
  CommitmentNotAdopted: record({ reason: Words, session: SessionId, ...effect }),
  ResponsibilityAssigned: record({ institution: InstitutionId, part: ResponsibilityPart }),
  ResponsibilityReassigned: record({
    from: InstitutionId,
    to: InstitutionId,
    part: ResponsibilityPart,
    reason: Words,
  }),
  DueDateSet: record({ due: Due, ...effect, byBothSides }),
  /** `from` is missing if the record only shows that an earlier date slipped. */
  DueDateRevised: record({ from: optional(Due), to: Due, reason: Words, ...effect, byBothSides }),
  MilestoneDefined: record({ milestone: Milestone, title: Name, due: optional(Due) }),
  MilestoneReached: record({ milestone: Milestone, on: PartialDate, evidence: list(Evidence, { maxItems: 50 }) }),
  WorkStarted: record({ cause: Words, ...effect }),
  ProgressReported: record({
    side: Side,
    institution: optional(InstitutionId),
    narrative: Words,
    percent: optional(Percent),
    evidence: list(Evidence, { maxItems: 50 }),
  }),
  ProgressAssessed: record({
    by: Side,
    rating: named('ProgressRating', oneOf('onTrack', 'atRisk', 'offTrack')),
    remarks: optional(Words),
  }),
  CommitmentBlocked: record({ cause: Words, waitingFor: optional(Name) }),
  CommitmentUnblocked: record({ remarks: optional(Words) }),
  CompletionReported,
  /** `waited`: the session said so earlier, and what it needed came only now. */
  CompletionConfirmed: record({ by: Settler, ...effect, waited: optional(Type.Literal(true)) }),
  CompletionNotAccepted: record({ by: Settler, reason: Words, ...effect }),
  CommitmentCarriedOver: record({ from: SessionId, to: SessionId, ...effect }),
  CommitmentDeferred: record({ to: Due, reason: optional(Words), ...effect }),
  CommitmentReferred: record({ toForum: ForumId, ...effect }),
  ReferralReturned: record({ fromForum: ForumId, reason: optional(Words), ...effect }),
  CommitmentSuperseded: record({ by: list(CommitmentId, { minItems: 1, maxItems: 50, uniqueItems: true }), ...effect }),
  CommitmentWithdrawn: record({ by: Settler, reason: Words, ...effect }),
  CommitmentLapsed: record({ by: Settler, rule: Words, ...effect }),
  CommitmentReopened: record({ by: Settler, reason: Words, ...effect }),
  /** One side's half of what only both may do. The second half comes together with the outcome. */
  ConsentGiven: record({
    side: Side,
    to: named('ConsentMatter', oneOf(...consents)),
    reason: optional(Words),
    /** The new due date, where it is about one. */
    due: optional(Due),
  }),
  EvidenceAttached: record({ evidence: Evidence }),
  EvidenceRetracted: record({ reference: Words, reason: Words }),
  ReminderIssued: record({ to: InstitutionId, regarding: Words }),
  /** A session said what cannot apply yet. It is applied as soon as nothing lacks any more. */
  OutcomeWaits: record({
    statement: StatementId,
    outcome: ReviewOutcome,
    waitsFor: list(named('WaitsFor', oneOf('report', 'evidence', 'signatures')), { minItems: 1, maxItems: 3 }),
  }),
  /** A statement could not take effect, because of the commitment's state. The event keeps it visible. */
  EffectNotApplied: record({
    statement: optional(StatementId),
    cause: EventId,
    command: Name,
    refusal: named('RefusedEffect', record({ code: Name, detail: Words })),
  }),
  ...setRightEvents,
};
export type CommitmentEvent = FactOf<typeof commitmentEvents>;
