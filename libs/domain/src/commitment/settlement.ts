import { acting } from '../metadata.js';
import { allow, requireCommitments, type Context } from '../context.js';
import { forumOf, ordinalOf } from '../ids.js';
import type { CommitmentEvent } from './events.js';
import {
  byBothSecretariats,
  isPolicy,
  onlyBySession,
  refuse,
  requireAgreed,
  requireAlive,
  requireOpen,
  requireRegistered,
  type DataOf,
} from './rules.js';
import type { Commitment } from './state.js';

export type SettlementCommand =
  | { type: 'SupersedeCommitment'; data: DataOf<'CommitmentSuperseded'> }
  | { type: 'WithdrawCommitment'; data: Omit<DataOf<'CommitmentWithdrawn'>, 'by'> }
  | { type: 'LapseCommitment'; data: Omit<DataOf<'CommitmentLapsed'>, 'by'> }
  | { type: 'ReferCommitment'; data: DataOf<'CommitmentReferred'> }
  | { type: 'ReturnReferral'; data: Omit<DataOf<'ReferralReturned'>, 'fromForum'> }
  | { type: 'ReopenCommitment'; data: Omit<DataOf<'CommitmentReopened'>, 'by'> }
  | { type: 'CarryOver'; data: DataOf<'CommitmentCarriedOver'> }
  | { type: 'DeferCommitment'; data: DataOf<'CommitmentDeferred'> };

const isOver = ({ disposition }: Commitment): boolean => disposition !== 'open' && disposition !== 'referred';

// T12: the replacements exist and are open themselves, so there can be no circle.
export const supersede = (
  data: DataOf<'CommitmentSuperseded'>,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  onlyBySession(context);
  requireRegistered(state);
  if (state.disposition === 'superseded') return [];
  requireAgreed(state);
  requireOpen(state);
  requireCommitments(context, data.by).forEach((replacement, n) => {
    if (isOver(replacement) || replacement.adoption === 'notAdopted' || data.by[n] === state.id)
      refuse('REPLACEMENT_NOT_OPEN', `${data.by[n]} cannot take its place: it is not open.`, data.by[n]!);
  });
  return [{ type: 'CommitmentSuperseded', data }];
};

// T13: both sides, or the proposer while it is only a proposal.
export const withdraw = (
  data: Omit<DataOf<'CommitmentWithdrawn'>, 'by'>,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  requireRegistered(state);
  allow(context, 'secretariat');
  if (state.disposition === 'withdrawn') return [];
  requireOpen(state);
  if (state.implementation === 'completed') refuse('COMPLETED', 'What is completed cannot be withdrawn.');
  const withdrawn = (by: string): CommitmentEvent => ({ type: 'CommitmentWithdrawn', data: { by, ...data } });
  if (isPolicy(context)) return [withdrawn('forum')];
  const { side } = acting(context.actor);
  if (state.adoption !== 'proposed')
    return byBothSecretariats('withdraw', state, context, withdrawn('secretariats'), data.reason);
  if (side === undefined || side !== state.proposedBy)
    refuse('OTHER_SIDE', `Only ${state.proposedBy ?? 'its proposer'} can withdraw the proposal.`);
  return [withdrawn(side!)];
};

// T14
export const lapse = (
  data: Omit<DataOf<'CommitmentLapsed'>, 'by'>,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  requireRegistered(state);
  allow(context, 'secretariat');
  if (state.disposition === 'lapsed') return [];
  requireOpen(state);
  if (state.implementation === 'completed') refuse('COMPLETED', 'What is completed cannot lapse.');
  const lapsed = (by: string): CommitmentEvent => ({ type: 'CommitmentLapsed', data: { by, ...data } });
  return isPolicy(context)
    ? [lapsed('forum')]
    : byBothSecretariats('lapse', state, context, lapsed('secretariats'), data.rule);
};

// T15
export const refer = (data: DataOf<'CommitmentReferred'>, state: Commitment, context: Context): CommitmentEvent[] => {
  onlyBySession(context);
  requireAlive(state);
  if (state.referredTo === data.toForum) return [];
  if (state.disposition === 'referred')
    refuse('NOT_OPEN', `It has been referred to ${state.referredTo} already.`, state.referredTo!);
  return [{ type: 'CommitmentReferred', data }];
};

// T15
export const returnReferral = (
  data: Omit<DataOf<'ReferralReturned'>, 'fromForum'>,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  onlyBySession(context);
  requireRegistered(state);
  if (state.referredTo === undefined) return refuse('NOT_REFERRED', 'It is not referred to another forum.');
  return [{ type: 'ReferralReturned', data: { fromForum: state.referredTo, ...data } }];
};

// T11 reopens completed work (forum or both secretariats), T16 a closed commitment (forum).
export const reopen = (
  data: Omit<DataOf<'CommitmentReopened'>, 'by'>,
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
  if (state.implementation !== 'completed' || state.disposition !== 'open')
    refuse('NOTHING_TO_REOPEN', 'It is neither completed nor closed.');
  return isPolicy(context)
    ? [reopened('forum')]
    : byBothSecretariats('reopen', state, context, reopened('secretariats'), data.reason);
};

/** The same commitment in the next session: never a copy, never a change of status. */
export const carryOver = (
  data: DataOf<'CommitmentCarriedOver'>,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  onlyBySession(context);
  requireAgreed(state);
  if (state.implementation === 'completed') refuse('COMPLETED', 'What is completed needs no carrying over.');
  if (forumOf(data.from) === forumOf(data.to) && ordinalOf(data.to) <= ordinalOf(data.from))
    refuse('NOT_A_LATER_SESSION', `${data.to} is not later than ${data.from}.`, data.to, data.from);
  return state.carriedOver.includes(data.to) ? [] : [{ type: 'CommitmentCarriedOver', data }];
};

export const defer = (data: DataOf<'CommitmentDeferred'>, state: Commitment, context: Context): CommitmentEvent[] => {
  onlyBySession(context);
  requireAgreed(state);
  if (state.implementation === 'completed') refuse('COMPLETED', 'What is completed cannot be deferred.');
  if (state.due?.date === data.to.date && state.due?.session === data.to.session) return [];
  return [{ type: 'CommitmentDeferred', data }];
};
