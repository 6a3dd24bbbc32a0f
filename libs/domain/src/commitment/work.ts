import { Value } from 'typebox/value';
import { acting } from '../metadata.js';
import { allow, requireHappened, type Context } from '../context.js';
import type { Evidence } from '../vocabulary.js';
import type { CommitmentEvent } from './events.js';
import { byBothSides } from './consent.js';
import {
  isPolicy,
  onlyBySession,
  refuse,
  reporter,
  requireAgreed,
  requireResponsible,
  secretariatSide,
  type DataOf,
} from './rules.js';
import type { Said } from './referral.js';
import type { Commitment } from './state.js';
import { confirmInSession } from './confirmation.js';

export type WorkCommand =
  | { type: 'StartWork'; data: DataOf<'WorkStarted'> }
  | { type: 'ReportProgress'; data: { narrative: string; percent?: number; evidence: Evidence[] } }
  | { type: 'AssessProgress'; data: Omit<DataOf<'ProgressAssessed'>, 'by'> }
  | { type: 'BlockCommitment'; data: DataOf<'CommitmentBlocked'> }
  | { type: 'UnblockCommitment'; data: DataOf<'CommitmentUnblocked'> }
  | { type: 'ReportCompletion'; data: Omit<DataOf<'CompletionReported'>, 'by'> }
  | { type: 'ConfirmCompletion'; data: Said }
  | { type: 'RejectCompletion'; data: { reason: string; statement?: string } };

/** The institutions and secretariats that work on it. */
const requireWorker = (state: Commitment, context: Context): void => {
  allow(context, 'focalPoint', 'secretariat');
  requireResponsible(context, [...state.lead, ...state.support]);
};

// T6
export const startWork = (data: DataOf<'WorkStarted'>, state: Commitment, context: Context): CommitmentEvent[] => {
  requireAgreed(state);
  requireWorker(state, context);
  return state.implementation === 'notStarted' ? [{ type: 'WorkStarted', data }] : [];
};

// T6
export const reportProgress = (
  data: { narrative: string; percent?: number; evidence: Evidence[] },
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  requireAgreed(state);
  requireWorker(state, context);
  if (state.implementation === 'completed') refuse('COMPLETED', 'It has been completed; reopen it first.');
  const { side, institution } = reporter(context);
  if (side === undefined) return refuse('ROLE_MAY_NOT', 'Only a side reports progress.');
  return [{ type: 'ProgressReported', data: { side, ...(institution !== undefined && { institution }), ...data } }];
};

export const assessProgress = (
  data: Omit<DataOf<'ProgressAssessed'>, 'by'>,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  requireAgreed(state);
  return [{ type: 'ProgressAssessed', data: { by: secretariatSide(context), ...data } }];
};

// T7
export const block = (data: DataOf<'CommitmentBlocked'>, state: Commitment, context: Context): CommitmentEvent[] => {
  requireAgreed(state);
  requireWorker(state, context);
  if (state.implementation === 'onHold') return [];
  if (state.implementation !== 'inProgress')
    refuse('NOT_IN_PROGRESS', `Only work in progress can be put on hold; this is ${state.implementation}.`);
  return [{ type: 'CommitmentBlocked', data }];
};

// T7
export const unblock = (
  data: DataOf<'CommitmentUnblocked'>,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  requireAgreed(state);
  requireWorker(state, context);
  if (state.implementation === 'inProgress') return [];
  if (state.implementation !== 'onHold') refuse('NOT_IN_PROGRESS', `It is not on hold but ${state.implementation}.`);
  return [{ type: 'CommitmentUnblocked', data }];
};

// T8: only the lead reports completion, with evidence. An ongoing commitment cannot be completed.
export const reportCompletion = (
  data: Omit<DataOf<'CompletionReported'>, 'by'>,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  requireAgreed(state);
  allow(context, 'focalPoint', 'secretariat');
  requireResponsible(context, state.lead, state.support);
  if (state.kind === 'continuing')
    refuse('CONTINUING', 'A continuing commitment is reviewed, superseded or lapses; it is never complete.');
  requireHappened(context, data.completedOn);
  if (data.evidence.length === 0) refuse('NO_EVIDENCE', 'Completion needs at least one piece of evidence.');
  if (state.implementation === 'onHold') refuse('ON_HOLD', 'It is on hold; say first that work goes on.');
  const by = reporter(context);
  if (state.implementation === 'completed') refuse('COMPLETED', 'It has been completed; reopen it first.');
  if (state.implementation === 'reportedComplete') {
    const { by: before, completedOn, evidence } = state.report!;
    if (before.side !== by.side || before.institution !== by.institution)
      refuse('ALREADY_REPORTED', 'Its completion has been reported by somebody else and waits to be confirmed.');
    if (completedOn === data.completedOn && Value.Equal(evidence, data.evidence)) return [];
    refuse(
      'ALREADY_REPORTED',
      `Its completion on ${completedOn} has been reported and waits to be confirmed; attach further evidence to it.`,
    );
  }
  return [{ type: 'CompletionReported', data: { by, ...data } }];
};

// T9: the forum or both secretariats confirm, never the reporter alone, and only what both sides adopted.
export const confirmCompletion = (said: Said, state: Commitment, context: Context): CommitmentEvent[] => {
  if (isPolicy(context) && said.statement !== undefined) return confirmInSession(said.statement, said, state);
  requireAgreed(state);
  const { role, institution } = acting(context.actor);
  if (role === 'focalPoint' && institution === state.report?.by.institution)
    refuse('REPORTER_CANNOT_CONFIRM', 'Whoever reported the completion cannot confirm it.');
  allow(context, 'secretariat');
  if (state.implementation === 'completed') return [];
  if (state.implementation !== 'reportedComplete')
    refuse('NOT_REPORTED_COMPLETE', 'Nobody has reported its completion yet.');
  if (state.kind === 'continuing') refuse('CONTINUING', 'The signed text made it continuing, so it is never complete.');
  if (state.adoption !== 'adopted')
    refuse('NOT_ADOPTED', 'Only what both sides have signed can be confirmed as completed.');
  if (state.evidence.length === 0)
    refuse('NO_EVIDENCE', 'All evidence of its completion was retracted; attach evidence first.');
  return byBothSides('confirmCompletion', state, context, {
    type: 'CompletionConfirmed',
    data: { by: 'secretariats' },
  });
};

// T10: the forum, or the secretariat of the side that did not report.
export const rejectCompletion = (
  { reason, statement }: { reason: string; statement?: string },
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  requireAgreed(state);
  allow(context, 'secretariat');
  if (state.implementation !== 'reportedComplete')
    refuse('NOT_REPORTED_COMPLETE', 'Nobody has reported its completion.');
  if (statement !== undefined) {
    onlyBySession(context);
    return [{ type: 'CompletionNotAccepted', data: { by: 'forum', reason, statement } }];
  }
  const side = secretariatSide(context);
  if (state.report?.by.side === side)
    refuse('REPORTER_CANNOT_REJECT', 'It takes the other side, or the forum, not to accept.');
  return [{ type: 'CompletionNotAccepted', data: { by: side, reason } }];
};
