import type { StatementEvent } from '@jwg/domain';
import { RegisterLegacyCommitment } from '../commitment/index.js';
import { commands } from '../menu.js';
import * as session from '../session/index.js';
import { Statement } from '../session/say.js';
import { fieldsOf } from '../told.js';

/** The command that records each kind of statement. */
export const commandOf: Readonly<Record<StatementEvent['type'], new () => Statement>> = {
  DecisionTaken: session.TakeDecision,
  UndertakingAgreed: session.AgreeUndertaking,
  ProjectInitiated: session.InitiateProject,
  InstrumentSigned: session.SignInstrument,
  BodyEstablished: session.EstablishBody,
  DirectionGiven: session.GiveDirection,
  RequestMade: session.MakeRequest,
  RecommendationMade: session.MakeRecommendation,
  ProposalMade: session.MakeProposal,
  ProposalAccepted: session.AcceptProposal,
  ProposalDeclined: session.DeclineProposal,
  ProposalWithdrawn: session.WithdrawProposal,
  CommitmentReviewed: session.ReviewCommitment,
  ProgressAppreciated: session.AppreciateProgress,
  OutcomeCommended: session.CommendOutcome,
  AchievementAcknowledged: session.AcknowledgeAchievement,
  ConcernExpressed: session.ExpressConcern,
  MatterNoted: session.NoteMatter,
  PositionReaffirmed: session.ReaffirmPosition,
  HopeExpressed: session.ExpressHope,
  StatementInsertedBySide: session.InsertStatement,
};

/** What can happen to a commitment between sessions. */
export const followUpCommands: readonly string[] = commands
  .filter((it) => it !== RegisterLegacyCommitment && !(it.prototype instanceof Statement))
  .filter((it) => fieldsOf(it).has('commitmentId'))
  .map(({ name }) => name);
