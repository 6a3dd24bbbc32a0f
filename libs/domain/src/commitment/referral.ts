import type { Context } from '../context.js';
import { forumOf } from '../ids.js';
import type { CommitmentEvent } from './events.js';
import { onlyBySession, refuse, requireAlive, requireOnTable, requireRegistered, type DataOf } from './rules.js';
import type { Commitment } from './state.js';

export type ReferralCommand =
  | { type: 'ReferCommitment'; data: Said & DataOf<'CommitmentReferred'> }
  | { type: 'ReturnReferral'; data: Omit<DataOf<'ReferralReturned'>, 'fromForum'> };

/** What a session said. `alsoServes`: in a sitting for several forums, the others for which it was said too. */
export interface Said {
  readonly statement?: string;
  readonly alsoServes?: readonly string[];
}

/** Whether it was said by the forum to which the commitment was referred. */
export const isAnswer = ({ referredTo }: Commitment, { statement, alsoServes = [] }: Said): boolean =>
  referredTo !== undefined && statement !== undefined && [forumOf(statement), ...alsoServes].includes(referredTo);

/** A commitment that was referred to another forum comes back with that forum's answer. */
export const withReturn = (
  { referredTo: fromForum }: Commitment,
  { statement }: Said,
  ...events: CommitmentEvent[]
): CommitmentEvent[] =>
  fromForum === undefined
    ? events
    : [{ type: 'ReferralReturned', data: { fromForum, ...(statement !== undefined && { statement }) } }, ...events];

/** T12–T14 start from open: what was referred to another forum is for that forum to decide, or comes back first. */
export const requireOpen = (state: Commitment, said: Said): void => {
  requireAlive(state);
  if (state.disposition === 'referred' && !isAnswer(state, said)) refuseReferred(state);
};

export const refuseReferred = ({ referredTo }: Commitment): void =>
  refuse(
    'NOT_OPEN',
    `It is before ${referredTo}; that forum decides on it, or its return is recorded first.`,
    referredTo!,
  );

// T15. The forum that has it may refer it further.
export const refer = (
  { alsoServes, ...data }: Said & DataOf<'CommitmentReferred'>,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  onlyBySession(context);
  requireOnTable(state);
  if (state.referredTo === data.toForum) return [];
  if (state.disposition === 'referred' && !isAnswer(state, { ...data, alsoServes }))
    refuse('NOT_OPEN', `It has been referred to ${state.referredTo} already.`, state.referredTo!);
  return withReturn(state, data, { type: 'CommitmentReferred', data });
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
