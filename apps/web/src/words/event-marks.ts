import { toldIn, type Entry, type EntryType } from './entry.js';

/** The drawing of the sprite that stands beside an event. */
export const markOf = (entry: Entry): string => {
  const { outcome, adoption } = toldIn(entry);
  if (entry.type === 'CommitmentReviewed') return outcomes[outcome ?? ''] ?? 'mentioned';
  if (entry.type === 'CommitmentRegistered') return adoption === 'proposed' ? 'proposed' : 'introduced';
  return marks[entry.type] ?? 'mentioned';
};

const outcomes: Readonly<Record<string, string>> = {
  completionConfirmed: 'completed',
  completionNotAccepted: 'completionNotAccepted',
  carriedOver: 'carriedOver',
  dateRevised: 'dateRevised',
  deferred: 'deferred',
  superseded: 'superseded',
  withdrawn: 'withdrawn',
  lapsed: 'lapsed',
  reopened: 'reopened',
  referred: 'referred',
  referralReturned: 'referralReturned',
};

const marks: Readonly<Partial<Record<EntryType, string>>> = {
  DecisionTaken: 'introduced',
  UndertakingAgreed: 'introduced',
  ProjectInitiated: 'started',
  InstrumentSigned: 'completionReported',
  BodyEstablished: 'completionReported',
  DirectionGiven: 'directed',
  RequestMade: 'requested',
  RecommendationMade: 'recommended',
  ProposalMade: 'proposed',
  ProposalAccepted: 'accepted',
  ProposalDeclined: 'declined',
  ProposalWithdrawn: 'withdrawn',
  ProgressAppreciated: 'appreciated',
  OutcomeCommended: 'commended',
  AchievementAcknowledged: 'acknowledged',
  ConcernExpressed: 'concern',
  MatterNoted: 'noted',
  PositionReaffirmed: 'reaffirmed',
  HopeExpressed: 'hoped',
  StatementInsertedBySide: 'reservation',
  CommitmentAccepted: 'accepted',
  CommitmentAdopted: 'check',
  CommitmentAdoptedWithChanges: 'check',
  AdoptionConfirmed: 'check',
  MinutesEnteredIntoEffect: 'check',
  CommitmentNotAdopted: 'declined',
  DueDateSet: 'dateRevised',
  DueDateRevised: 'dateRevised',
  WorkStarted: 'started',
  ProgressReported: 'up',
  ProgressAssessed: 'eye',
  CommitmentBlocked: 'lock',
  CommitmentUnblocked: 'started',
  CompletionReported: 'completionReported',
  CompletionConfirmed: 'completed',
  CompletionNotAccepted: 'completionNotAccepted',
  CommitmentCarriedOver: 'carriedOver',
  CommitmentDeferred: 'deferred',
  CommitmentReferred: 'referred',
  ReferralReturned: 'referralReturned',
  CommitmentSuperseded: 'superseded',
  CommitmentWithdrawn: 'withdrawn',
  CommitmentLapsed: 'lapsed',
  CommitmentReopened: 'reopened',
  ConsentGiven: 'check',
  EvidenceAttached: 'doc',
  EvidenceRetracted: 'close',
  ReminderIssued: 'clock',
  OutcomeWaits: 'clock',
  EffectMoved: 'diff',
  EffectNotApplied: 'refused',
  EffectTakenBack: 'reopened',
  EntryCorrected: 'diff',
  EntryWithdrawn: 'close',
  RecordCorrected: 'diff',
  RecordAnnulled: 'close',
};

/** The drawing beside a statement of this kind; a review has that of what it did. */
export const markOfStatement = (type: EntryType, did?: string): string =>
  (type === 'CommitmentReviewed' ? did : marks[type]) ?? 'mentioned';

/** Statements that are words only, whatever they sound like. */
export const isWordsOnly = (type: EntryType): boolean => wordsOnlyTypes.has(type);

const wordsOnlyTypes: ReadonlySet<EntryType> = new Set<EntryType>([
  'ProgressAppreciated',
  'OutcomeCommended',
  'AchievementAcknowledged',
  'ConcernExpressed',
  'MatterNoted',
  'PositionReaffirmed',
  'HopeExpressed',
  'StatementInsertedBySide',
]);
