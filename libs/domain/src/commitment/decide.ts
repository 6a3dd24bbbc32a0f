import type { Context, LedgerDecider, LooksAt } from '../context.js';
import * as adoption from './adoption.js';
import type { Due } from '../vocabulary.js';
import * as dueDate from './due-date.js';
import type { CommitmentEvent } from './events.js';
import * as entries from './entries.js';
import * as evidence from './evidence.js';
import { moveEffect, type MoveEffect } from './moving.js';
import * as recordCorrected from './record-corrected.js';
import * as referral from './referral.js';
import * as setRight from './set-right.js';
import * as settlement from './settlement.js';
import { evolve, initial, type Commitment } from './state.js';
import * as upkeep from './upkeep.js';
import { noLongerWaiting } from './confirmation.js';
import * as work from './work.js';

export type CommitmentCommand =
  | adoption.AdoptionCommand
  | work.WorkCommand
  | settlement.SettlementCommand
  | referral.ReferralCommand
  | upkeep.UpkeepCommand
  | setRight.SetRightCommand
  | { type: 'MoveEffect'; data: MoveEffect };

/** What is decided, and what had waited for it. */
const decide = (command: CommitmentCommand, state: Commitment, context: Context): CommitmentEvent[] => {
  const events = decided(command, state, context);
  return events.length === 0 ? events : [...events, ...noLongerWaiting(events.reduce(evolve, state))];
};

const decided = (command: CommitmentCommand, state: Commitment, context: Context): CommitmentEvent[] => {
  switch (command.type) {
    case 'RegisterCommitment':
      return adoption.register(command.data, state, context);
    case 'RegisterLeftOut':
      return adoption.registerLeftOut(command.data, state, context);
    case 'RegisterLegacyCommitment':
      return adoption.registerLegacy(command.data, state, context);
    case 'AcceptCommitment':
      return adoption.accept(command.data, state, context);
    case 'DeclineCommitment':
      return adoption.decline(command.data, state, context);
    case 'AdoptCommitment':
      return adoption.adopt(command.data, state, context);
    case 'StartWork':
      return work.startWork(command.data, state, context);
    case 'ReportProgress':
      return work.reportProgress(command.data, state, context);
    case 'AssessProgress':
      return work.assessProgress(command.data, state, context);
    case 'BlockCommitment':
      return work.block(command.data, state, context);
    case 'UnblockCommitment':
      return work.unblock(command.data, state, context);
    case 'ReportCompletion':
      return work.reportCompletion(command.data, state, context);
    case 'ConfirmCompletion':
      return work.confirmCompletion(command.data, state, context);
    case 'RejectCompletion':
      return work.rejectCompletion(command.data, state, context);
    case 'SupersedeCommitment':
      return settlement.supersede(command.data, state, context);
    case 'WithdrawCommitment':
      return settlement.withdraw(command.data, state, context);
    case 'LapseCommitment':
      return settlement.lapse(command.data, state, context);
    case 'ReferCommitment':
      return referral.refer(command.data, state, context);
    case 'ReturnReferral':
      return referral.returnReferral(command.data, state, context);
    case 'ReopenCommitment':
      return settlement.reopen(command.data, state, context);
    case 'CarryOver':
      return settlement.carryOver(command.data, state, context);
    case 'DeferCommitment':
      return settlement.defer(command.data, state, context);
    case 'AssignResponsibility':
      return upkeep.assign(command.data, state, context);
    case 'ReassignResponsibility':
      return upkeep.reassign(command.data, state, context);
    case 'SetDueDate':
      return dueDate.setDueDate(command.data, state, context);
    case 'ReviseDueDate':
      return dueDate.reviseDueDate(command.data, state, context);
    case 'DefineMilestone':
      return upkeep.defineMilestone(command.data, state, context);
    case 'ReachMilestone':
      return upkeep.reachMilestone(command.data, state, context);
    case 'AttachEvidence':
      return evidence.attachEvidence(command.data, state, context);
    case 'RetractEvidence':
      return evidence.retractEvidence(command.data, state, context);
    case 'IssueReminder':
      return upkeep.issueReminder(command.data, state, context);
    case 'RecordEffectNotApplied':
      return upkeep.recordEffectNotApplied(command.data, state, context);
    case 'CountLeftOut':
      return setRight.countLeftOut(command.data, state, context);
    case 'CorrectAdoption':
      return recordCorrected.correctAdoption(command.data, state, context);
    case 'TakeBackEffect':
      return setRight.takeBackEffect(command.data, state, context);
    case 'MoveEffect':
      return moveEffect(command.data, state, context);
    case 'CorrectParticulars':
      return recordCorrected.correctParticulars(command.data, state, context);
    case 'CorrectEntry':
      return entries.correctEntry(command.data, state, context);
    case 'WithdrawEntry':
      return entries.withdrawEntry(command.data, state, context);
  }
};

// A commitment that replaces another must be open itself; a session by which something is due must be to be held.
const looksAt = ({ type, data }: CommitmentCommand): LooksAt => {
  switch (type) {
    case 'SupersedeCommitment':
      return { commitments: data.by };
    case 'SetDueDate':
    case 'DefineMilestone':
    case 'RegisterLegacyCommitment':
      return { sessions: sessionsIn(data.due) };
    case 'ReviseDueDate':
      return { sessions: sessionsIn(data.to) };
    default:
      return {};
  }
};

const sessionsIn = (due: Due | undefined): string[] => (due?.session === undefined ? [] : [due.session]);

export const commitment: LedgerDecider<Commitment, CommitmentCommand, CommitmentEvent> = {
  category: 'commitment',
  initial,
  looksAt,
  decide,
  evolve,
};
