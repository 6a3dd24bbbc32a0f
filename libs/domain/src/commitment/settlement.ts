import { acting } from '../metadata.js';
import { allow, requireCommitments, type Context } from '../context.js';
import { forumOf, ordinalOf } from '../ids.js';
import type { CommitmentEvent } from './events.js';
import { byBothSides } from './consent.js';
import { isPolicy, onlyBySession, refuse, requireOnTable, requireRegistered, type DataOf } from './rules.js';
import { isAnswer, requireOpen, withReturn, type Said } from './referral.js';
import { isOver, isProposal, type Commitment } from './state.js';

export type SettlementCommand =
  | { type: 'SupersedeCommitment'; data: Settled<'CommitmentSuperseded'> }
  | { type: 'WithdrawCommitment'; data: Settled<'CommitmentWithdrawn'> }
  | { type: 'LapseCommitment'; data: Settled<'CommitmentLapsed'> }
  | { type: 'ReopenCommitment'; data: Settled<'CommitmentReopened'> }
  | { type: 'CarryOver'; data: DataOf<'CommitmentCarriedOver'> }
  | { type: 'DeferCommitment'; data: DataOf<'CommitmentDeferred'> };

/** An outcome as it was said; who settled it, the rules add. */
type Settled<T extends CommitmentEvent['type']> = Said &
  (T extends 'CommitmentSuperseded' ? DataOf<T> : Omit<DataOf<T>, 'by'>);

// T12: the replacements exist and are open themselves, so there can be no circle. A proposal gives way like anything.
export const supersede = (
  { alsoServes, ...data }: Settled<'CommitmentSuperseded'>,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  onlyBySession(context);
  requireRegistered(state);
  if (state.disposition === 'superseded') return [];
  requireOnTable(state);
  requireOpen(state, { ...data, alsoServes });
  requireCommitments(context, data.by).forEach((replacement, n) => {
    if (isOver(replacement) || replacement.adoption === 'notAdopted' || data.by[n] === state.id)
      refuse('REPLACEMENT_NOT_OPEN', `${data.by[n]} cannot take its place: it is not open.`, data.by[n]!);
  });
  return withReturn(state, data, { type: 'CommitmentSuperseded', data });
};

// T13: both sides, or the proposer while it is only a proposal.
export const withdraw = (
  { alsoServes, ...data }: Settled<'CommitmentWithdrawn'>,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  requireRegistered(state);
  allow(context, 'secretariat');
  if (state.disposition === 'withdrawn') return [];
  requireOpen(state, { ...data, alsoServes });
  if (state.implementation === 'completed') refuse('COMPLETED', 'What is completed cannot be withdrawn.');
  const withdrawn = (by: string): CommitmentEvent => ({ type: 'CommitmentWithdrawn', data: { by, ...data } });
  if (isPolicy(context)) return withReturn(state, data, withdrawn('forum'));
  const { side } = acting(context.actor);
  if (state.adoption !== 'proposed')
    return byBothSides('withdraw', state, context, withdrawn('secretariats'), { reason: data.reason });
  if (side === undefined || side !== state.proposedBy)
    refuse('OTHER_SIDE', `Only ${state.proposedBy ?? 'its proposer'} can withdraw the proposal.`);
  return [withdrawn(side!)];
};

// T14
export const lapse = (
  { alsoServes, ...data }: Settled<'CommitmentLapsed'>,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  requireRegistered(state);
  allow(context, 'secretariat');
  if (state.disposition === 'lapsed') return [];
  requireOpen(state, { ...data, alsoServes });
  if (state.implementation === 'completed') refuse('COMPLETED', 'What is completed cannot lapse.');
  const lapsed = (by: string): CommitmentEvent => ({ type: 'CommitmentLapsed', data: { by, ...data } });
  return isPolicy(context)
    ? withReturn(state, data, lapsed('forum'))
    : byBothSides('lapse', state, context, lapsed('secretariats'), { reason: data.rule });
};

// T11 reopens completed work (forum or both secretariats), T16 a closed commitment (forum).
export const reopen = (
  { alsoServes, ...data }: Settled<'CommitmentReopened'>,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  requireRegistered(state);
  allow(context, 'secretariat');
  const reopened = (by: string): CommitmentEvent => ({ type: 'CommitmentReopened', data: { by, ...data } });
  if (isOver(state)) {
    onlyBySession(context);
    return [reopened('forum')];
  }
  const isReferred = state.disposition === 'referred' && !isAnswer(state, { ...data, alsoServes });
  if (state.implementation !== 'completed' || isReferred)
    refuse('NOTHING_TO_REOPEN', 'It is neither completed nor closed.');
  return isPolicy(context)
    ? withReturn(state, data, reopened('forum'))
    : byBothSides('reopen', state, context, reopened('secretariats'), { reason: data.reason });
};

/** The same commitment in the next session: never a copy, never a change of status. */
export const carryOver = (
  data: DataOf<'CommitmentCarriedOver'>,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  onlyBySession(context);
  requireOnTable(state);
  if (state.implementation === 'completed') refuse('COMPLETED', 'What is completed needs no carrying over.');
  if (forumOf(data.from) === forumOf(data.to) && ordinalOf(data.to) <= ordinalOf(data.from))
    refuse('NOT_A_LATER_SESSION', `${data.to} is not later than ${data.from}.`, data.to, data.from);
  return state.carriedOver.includes(data.to) ? [] : [{ type: 'CommitmentCarriedOver', data }];
};

export const defer = (data: DataOf<'CommitmentDeferred'>, state: Commitment, context: Context): CommitmentEvent[] => {
  onlyBySession(context);
  requireOnTable(state);
  if (state.implementation === 'completed') refuse('COMPLETED', 'What is completed cannot be deferred.');
  const until = isProposal(state) ? state.deferredTo : state.due;
  if (until?.date === data.to.date && until?.session === data.to.session) return [];
  return [{ type: 'CommitmentDeferred', data }];
};
