import { allow, requireForum, requireInstitutions, type Context } from '../context.js';
import { differencesOf } from '../differences.js';
import { ordinalOf, sessionOf } from '../ids.js';
import type { Difference } from '../vocabulary.js';
import type { CommitmentEvent } from './events.js';
import { onlyBySession, refuse, requireOwnSession, requireRegistered, type DataOf } from './rules.js';
import { isAnswer, refuseReferred, withReturn, type Said } from './referral.js';
import { asUndertaking, isOver, type Commitment } from './state.js';

export type AdoptionCommand =
  | { type: 'RegisterCommitment'; data: Registered }
  /** The same, of a statement that is not in the text that both sides signed. */
  | { type: 'RegisterLeftOut'; data: Registered }
  | { type: 'RegisterLegacyCommitment'; data: Omit<DataOf<'CommitmentRegistered'>, 'adoption' | 'legacy'> }
  | { type: 'AcceptCommitment'; data: Accepted }
  | { type: 'DeclineCommitment'; data: Declined }
  | { type: 'AdoptCommitment'; data: Signed };

type Registered = Said & DataOf<'CommitmentRegistered'>;
type Accepted = Said & { statement: string; diff?: Difference[] };
/** `omitted`: nobody declined the proposal, but the signed text of that session leaves it out. */
type Declined = Said & DataOf<'CommitmentNotAdopted'> & { omitted?: boolean };
/** `reviewed`: the signed text only reviews it. */
type Signed = DataOf<'CommitmentAdopted'> & { diff: Difference[]; reviewed?: boolean };

// T1, T2: an undertaking with the id of a proposal takes the proposal up.
export const register = (
  { alsoServes, ...data }: Registered,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  onlyBySession(context);
  if (!state.registered) return [{ type: 'CommitmentRegistered', data }];
  if (state.statement === data.statement) return [];
  if (data.adoption === 'provisional')
    return accept(
      { statement: data.statement!, alsoServes, diff: differencesOf(asUndertaking(state), data) },
      state,
      context,
    );
  return refuse(
    'ALREADY_REGISTERED',
    `${data.commitmentId} was registered by an earlier statement.`,
    data.commitmentId,
  );
};

export const LEFT_OUT = 'The statement is not in the text that both sides signed.';

// T5, for what was learned after the signatures. What is known already stays what it is.
export const registerLeftOut = (
  { alsoServes: _, ...data }: Registered,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  onlyBySession(context);
  if (state.registered) return [];
  const { statement } = data;
  return [
    { type: 'CommitmentRegistered', data },
    { type: 'CommitmentNotAdopted', data: { reason: LEFT_OUT, session: sessionOf(statement!), statement } },
  ];
};

/** A commitment older than any recorded session: the ledger knows of it, but nobody signed it here. */
export const registerLegacy = (
  data: Omit<DataOf<'CommitmentRegistered'>, 'adoption' | 'legacy'>,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  allow(context, 'recorder');
  requireForum(context);
  if (ordinalOf(data.commitmentId) !== 0)
    refuse('NOT_A_LEGACY_ID', 'A commitment older than the recorded sessions has the origin 0, like cpec-jwg-st.0.c1.');
  requireInstitutions(context, ...data.lead, ...data.support, ...data.beneficiaries);
  requireOwnSession(context, data.commitmentId, data.due);
  if (state.registered)
    refuse('ALREADY_REGISTERED', `${data.commitmentId} has been registered already.`, data.commitmentId);
  return [{ type: 'CommitmentRegistered', data: { ...data, adoption: 'provisional', legacy: true } }];
};

// T2: proposed → provisional. What was referred to another forum is for that forum to accept, and comes back with it.
export const accept = (said: Accepted, state: Commitment, context: Context): CommitmentEvent[] => {
  onlyBySession(context);
  requireRegistered(state);
  const answered = isAnswer(state, said);
  if ((state.adoption === 'provisional' || state.adoption === 'adopted') && !answered) return [];
  if (state.adoption === 'notAdopted' || isOver(state))
    refuse('NOT_PROPOSED', 'The proposal is no longer on the table.');
  if (state.disposition === 'referred' && !answered) refuseReferred(state);
  return withReturn(state, said, ...(state.adoption === 'adopted' ? [] : [accepted(said)]));
};

const accepted = ({ statement, diff = [] }: Accepted): CommitmentEvent => ({
  type: 'CommitmentAccepted',
  data: { statement, ...(diff.length > 0 && { diff }) },
});

// T3 (declined or withdrawn proposal) and T5 (absent from the signed version). If a commitment rests on another
// session's statement, this session cannot leave it out, and it is no proposal any more. But the forum to which it was
// referred may refuse what the first one agreed to.
export const decline = (
  { omitted = false, alsoServes, ...data }: Declined,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  onlyBySession(context);
  requireRegistered(state);
  if (state.adoption === 'notAdopted') return [];
  const standsElsewhere = state.standsOn !== undefined && state.standsOn !== data.session;
  if (state.adoption === 'adopted') refuse('NOT_PROPOSED', 'Both sides have signed it.');
  if (omitted && standsElsewhere) return [];
  if (state.adoption === 'provisional' && standsElsewhere && !isAnswer(state, { ...data, alsoServes }))
    refuse('NOT_PROPOSED', `It stands on what was said in ${state.standsOn}.`, state.standsOn);
  return withReturn(state, data, { type: 'CommitmentNotAdopted', data });
};

// T4: both sides signed one digest, and the statement is in it.
export const adopt = (
  { diff, reviewed = false, ...signed }: Signed,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  onlyBySession(context);
  requireRegistered(state);
  if (reviewed && state.adoption === 'proposed') return [];
  if (state.adoption === 'adopted')
    return state.signedIn.includes(signed.session) ? [] : [{ type: 'AdoptionConfirmed', data: signed }];
  if (state.adoption !== 'provisional')
    refuse('NOT_PROVISIONAL', `It is ${state.adoption}, so a signature cannot adopt it.`);
  return diff.length > 0
    ? [{ type: 'CommitmentAdoptedWithChanges', data: { ...signed, diff } }]
    : [{ type: 'CommitmentAdopted', data: signed }];
};
