import type { StatementEvent } from './events.js';

/**
 * The verbs of minutes, by what they imply. The verb decides what may follow, so the ledger stores it as it was
 * written.
 */
export const verbs = {
  DecisionTaken: ['decided', 'resolved', 'approved'],
  UndertakingAgreed: ['agreed', 'undertook', 'will'],
  ProjectInitiated: ['launched', 'initiated', 'broke ground'],
  InstrumentSigned: ['signed', 'concluded', 'exchanged'],
  BodyEstablished: ['established', 'set up', 'constituted'],
  DirectionGiven: ['directed', 'instructed', 'tasked'],
  RequestMade: ['requested', 'invited', 'urged', 'encouraged'],
  RecommendationMade: ['recommended', 'endorsed'],
  ProposalMade: ['proposed', 'suggested', 'offered'],
  ProposalAccepted: ['accepted'],
  ProposalDeclined: ['declined'],
  ProposalWithdrawn: ['withdrew'],
  CommitmentReviewed: ['reviewed', 'deferred', 'postponed'],
  ProgressAppreciated: ['appreciated', 'noted with satisfaction'],
  OutcomeCommended: ['commended', 'lauded', 'congratulated'],
  AchievementAcknowledged: ['acknowledged', 'recognised', 'recognized'],
  ConcernExpressed: ['expressed concern'],
  MatterNoted: ['noted', 'took note', 'were informed', 'discussed'],
  PositionReaffirmed: ['reaffirmed', 'reasserted', 'reiterated', 'underscored'],
  HopeExpressed: ['expressed hope', 'hoped', 'expected', 'looked forward'],
  StatementInsertedBySide: ['inserted'],
} as const satisfies Record<StatementEvent['type'], readonly string[]>;

export type Verb = (typeof verbs)[keyof typeof verbs][number];

/** The kind of statement that each verb makes. */
export const statementOf = new Map<string, StatementEvent['type']>(
  Object.entries(verbs).flatMap(([type, words]) => words.map((verb) => [verb, type as StatementEvent['type']])),
);
