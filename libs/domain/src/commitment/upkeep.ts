import { acting } from '../metadata.js';
import { allow, requireHappened, requireInstitutions, type Context } from '../context.js';
import { answerFor, answersFor, requireNotSucceeded } from '../forum/succession.js';
import type { DueDateCommand } from './due-date.js';
import type { CommitmentEvent } from './events.js';
import {
  isPolicy,
  onlyBySession,
  refuse,
  requireAgreed,
  requireOwnSession,
  requireResponsible,
  secretariatSide,
  type DataOf,
} from './rules.js';
import type { Commitment } from './state.js';

/** Keeps a commitment's particulars true, without a change of its status. */
export type UpkeepCommand =
  | { type: 'AssignResponsibility'; data: DataOf<'ResponsibilityAssigned'> }
  | { type: 'ReassignResponsibility'; data: DataOf<'ResponsibilityReassigned'> }
  | DueDateCommand
  | { type: 'DefineMilestone'; data: Omit<DataOf<'MilestoneDefined'>, 'milestone'> }
  | { type: 'ReachMilestone'; data: DataOf<'MilestoneReached'> }
  | { type: 'AttachEvidence'; data: DataOf<'EvidenceAttached'> }
  | { type: 'RetractEvidence'; data: DataOf<'EvidenceRetracted'> }
  | { type: 'IssueReminder'; data: DataOf<'ReminderIssued'> }
  | { type: 'RecordEffectNotApplied'; data: DataOf<'EffectNotApplied'> };

/** A secretariat answers for its own side's institutions. */
const ofOwnSide = (institution: string, context: Context): void => {
  requireInstitutions(context, institution);
  const { side } = context.forum.institutions[institution]!;
  if (side !== acting(context.actor).side)
    refuse('OTHER_SIDE', `${institution} is for the secretariat of ${side} to name.`, institution);
};

export const assign = (
  data: DataOf<'ResponsibilityAssigned'>,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  requireAgreed(state);
  secretariatSide(context);
  ofOwnSide(data.institution, context);
  if (answerFor(context.forum, state[data.part]).includes(data.institution)) return [];
  requireNotSucceeded(context, undefined, data.institution);
  return [{ type: 'ResponsibilityAssigned', data }];
};

export const reassign = (
  data: DataOf<'ResponsibilityReassigned'>,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  requireAgreed(state);
  secretariatSide(context);
  ofOwnSide(data.from, context);
  ofOwnSide(data.to, context);
  const responsible = state[data.part];
  const from = responsible.find((it) => it === data.from || answersFor(context.forum, it) === data.from);
  if (from === undefined) {
    if (responsible.includes(data.to)) return [];
    return refuse('NOT_RESPONSIBLE', `${data.from} is not ${data.part} of this commitment.`, data.from);
  }
  if (responsible.includes(data.to)) refuse('ALREADY_RESPONSIBLE', `${data.to} is ${data.part} already.`, data.to);
  requireNotSucceeded(context, undefined, data.to);
  return [{ type: 'ResponsibilityReassigned', data: { ...data, from } }];
};

export const defineMilestone = (
  data: Omit<DataOf<'MilestoneDefined'>, 'milestone'>,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  requireAgreed(state);
  allow(context, 'focalPoint', 'secretariat');
  requireResponsible(context, state.lead, state.support);
  requireOwnSession(context, state.id, data.due);
  return [{ type: 'MilestoneDefined', data: { milestone: `m${state.lastMilestone + 1}`, ...data } }];
};

// T6
export const reachMilestone = (
  data: DataOf<'MilestoneReached'>,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  requireAgreed(state);
  allow(context, 'focalPoint', 'secretariat');
  requireResponsible(context, [...state.lead, ...state.support]);
  requireHappened(context, data.on);
  const milestone = Object.hasOwn(state.milestones, data.milestone) ? state.milestones[data.milestone] : undefined;
  if (!milestone)
    refuse('UNKNOWN_MILESTONE', `There is no milestone ${data.milestone}; define it first.`, data.milestone);
  return milestone === 'reached' ? [] : [{ type: 'MilestoneReached', data }];
};

export const issueReminder = (
  data: DataOf<'ReminderIssued'>,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  requireAgreed(state);
  if (!isPolicy(context)) secretariatSide(context);
  if (!answerFor(context.forum, [...state.lead, ...state.support]).includes(data.to))
    refuse('NOT_RESPONSIBLE', `${data.to} is not responsible for this commitment.`, data.to);
  return [{ type: 'ReminderIssued', data }];
};

export const recordEffectNotApplied = (
  data: DataOf<'EffectNotApplied'>,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  onlyBySession(context);
  return state.notApplied.includes(data.cause) ? [] : [{ type: 'EffectNotApplied', data }];
};
