import { Refused } from '@jwg/event-sourcing';
import { acting } from '../metadata.js';
import { allow, type CommonRefusal, type Context } from '../context.js';
import { requireSessionOf, requireToBeHeld } from '../sessions-as-dates.js';
import { answerFor } from '../forum/succession.js';
import { forumOf } from '../ids.js';
import type { Due } from '../vocabulary.js';
import type { CommitmentEvent } from './events.js';
import { isProposal, type Commitment, type Reporter } from './state.js';

export type CommitmentRefusal =
  | CommonRefusal
  | 'ALREADY_REGISTERED'
  | 'NOT_A_LEGACY_ID'
  | 'NOT_PROPOSED'
  | 'NOT_PROVISIONAL'
  | 'NOT_AGREED'
  | 'NOT_ADOPTED'
  | 'NOT_OPEN'
  | 'NOT_REFERRED'
  | 'OTHER_INSTITUTION'
  | 'ON_HOLD'
  | 'NOT_IN_PROGRESS'
  | 'COMPLETED'
  | 'ALREADY_REPORTED'
  | 'CONTINUING'
  | 'NO_EVIDENCE'
  | 'NOT_REPORTED_COMPLETE'
  | 'REPORTER_CANNOT_CONFIRM'
  | 'REPORTER_CANNOT_REJECT'
  | 'NOTHING_TO_REOPEN'
  | 'REPLACEMENT_NOT_OPEN'
  | 'DUE_ALREADY_SET'
  | 'NOT_RESPONSIBLE'
  | 'ALREADY_RESPONSIBLE'
  | 'UNKNOWN_MILESTONE'
  | 'UNKNOWN_EVIDENCE'
  | 'NOT_A_LATER_SESSION'
  | 'OTHER_WORDS'
  | 'ONLY_BY_A_SESSION'
  | 'UNKNOWN_ENTRY'
  | 'NOT_YOURS'
  | 'BUILT_ON';

export type DataOf<T extends CommitmentEvent['type']> = Extract<CommitmentEvent, { type: T }>['data'];

export const refuse = (code: CommitmentRefusal, detail: string, ...about: readonly string[]): never => {
  throw new Refused(code, detail, about);
};

export const isPolicy = ({ actor }: Context): boolean => acting(actor).role === 'policy';

/** Only for what was said in a session, which the policy carries here. */
export const onlyBySession = (context: Context): void => {
  if (!isPolicy(context)) refuse('ONLY_BY_A_SESSION', 'Only a joint statement in a session does this.');
};

export const requireRegistered = (state: Commitment): void => {
  if (!state.registered) refuse('UNKNOWN_COMMITMENT', 'There is no such commitment.');
};

/**
 * A session as a due date must belong to the commitment's own forum or its parent. A statement was checked when it was
 * made.
 */
export const requireOwnSession = (context: Context, commitment: string, due: Due | undefined): void => {
  if (isPolicy(context)) return;
  requireSessionOf([forumOf(commitment), context.forum.parent], due?.session);
  requireToBeHeld(context, due?.session);
};

/** Not superseded, withdrawn or lapsed. Work on a referred commitment continues. */
export const requireAlive = (state: Commitment): void => {
  requireRegistered(state);
  if (state.disposition !== 'open' && state.disposition !== 'referred')
    refuse('NOT_OPEN', `The commitment is ${state.disposition}; reopen it in a session first.`);
};

/** Something both sides can still say something about: agreed, or on the table as a proposal. */
export const requireOnTable = (state: Commitment): void => {
  requireAlive(state);
  if (state.adoption === 'notAdopted') refuse('NOT_AGREED', 'It was not adopted.');
};

/** Both sides agreed to it, signed or not yet. */
export const requireAgreed = (state: Commitment): void => {
  requireOnTable(state);
  if (isProposal(state)) refuse('NOT_AGREED', 'It is only proposed; the other side has not accepted it.');
};

/** The side whose secretariat is acting. */
export const secretariatSide = (context: Context): string => {
  allow(context, 'secretariat');
  const { role, side } = acting(context.actor);
  return side ?? refuse('ROLE_MAY_NOT', `The role ${role} may not do this; it takes the secretariat of a side.`);
};

/**
 * A focal point acts for its own institution, which belongs to its side, and only if that institution is responsible, or
 * answers for one that was.
 *
 * @param supporting  those that may do other things about it
 */
export const requireResponsible = (
  { actor, forum }: Context,
  named: readonly string[],
  supporting: readonly string[] = [],
): void => {
  const { role, side, institution } = acting(actor);
  if (role !== 'focalPoint') return;
  const institutions = answerFor(forum, named);
  if (institution === undefined || !institutions.includes(institution)) {
    if (institution !== undefined && answerFor(forum, supporting).includes(institution))
      refuse(
        'OTHER_INSTITUTION',
        `${institution} supports this commitment: it may report progress, milestones and obstacles, and attach evidence. This is for ${institutions.join(', ') || 'nobody'} to do, which leads it.`,
        institution,
        ...institutions,
      );
    return refuse(
      'OTHER_INSTITUTION',
      `${institution ?? 'A focal point without institution'} is not responsible here; ${institutions.join(', ') || 'nobody'} is.`,
      ...(institution === undefined ? institutions : [institution, ...institutions]),
    );
  }
  const known = Object.hasOwn(forum.institutions, institution) ? forum.institutions[institution] : undefined;
  if (known?.side !== side) refuse('OTHER_SIDE', `${institution} is not an institution of ${side}.`, institution);
};

/** The party that reports: a focal point's institution, a secretariat's side, or the forum in a joint statement. */
export const reporter = (context: Context): Reporter => {
  if (isPolicy(context)) return { forum: true };
  const { role, side, institution } = acting(context.actor);
  return { side, ...(role === 'focalPoint' && { institution }) };
};
