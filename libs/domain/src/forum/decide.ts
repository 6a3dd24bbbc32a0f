import { acting } from '../metadata.js';
import { allow, requireForum, requireInstitutions, requireSide, type Context, type LedgerDecider } from '../context.js';
import type { Correction } from '../correction.js';
import { correct } from './correct.js';
import type { ForumEvent } from './events.js';
import { refuse, type DataOf } from './rules.js';
import { requireNotSucceeded } from './succession.js';
import { evolve, initial, type Forum } from './state.js';
import { addVerb } from './verbs.js';

export type ForumCommand =
  | { type: 'EstablishForum'; data: DataOf<'ForumEstablished'> }
  | { type: 'MarkForumDormant'; data: { reason: string } }
  | { type: 'ReviveForum'; data: { reason: string } }
  | { type: 'RegisterInstitution'; data: DataOf<'InstitutionRegistered'> }
  | { type: 'RenameInstitution'; data: { institution: string; name: Record<string, string> } }
  | { type: 'SucceedInstitution'; data: DataOf<'InstitutionSucceeded'> }
  | { type: 'DesignateCoChair'; data: DataOf<'CoChairDesignated'> }
  | { type: 'NominateFocalPoint'; data: DataOf<'FocalPointNominated'> }
  | { type: 'CorrectForum'; data: Correction }
  | { type: 'ReleaseFocalPoint'; data: DataOf<'FocalPointReleased'> }
  | { type: 'ForgetPerson'; data: DataOf<'PersonForgotten'> }
  | { type: 'AddVerb'; data: DataOf<'VerbAdded'> };

const decide = (command: ForumCommand, state: Forum, context: Context): ForumEvent[] => {
  if (command.type === 'EstablishForum') return establish(command.data, state, context);
  const here = { ...context, forum: state };
  allow(here, 'recorder', 'secretariat');
  requireForum(here);
  switch (command.type) {
    case 'MarkForumDormant':
      return state.dormant ? [] : [{ type: 'ForumMarkedDormant', data: command.data }];
    case 'ReviveForum':
      return state.dormant ? [{ type: 'ForumRevived', data: command.data }] : [];
    case 'RegisterInstitution':
      return register(command.data, state, here);
    case 'RenameInstitution':
      return rename(command.data, state, here);
    case 'SucceedInstitution':
      return succeed(command.data, state, here);
    case 'CorrectForum':
      return correct(command.data, here, (side) => side !== undefined && ofOwnSide(side, here));
    case 'DesignateCoChair':
      return designate(command.data, state, here);
    case 'NominateFocalPoint':
      return nominate(command.data, state, here);
    case 'ReleaseFocalPoint':
      return release(command.data, state, here);
    case 'ForgetPerson':
      allow(here, 'recorder');
      return state.forgotten.includes(command.data.person) ? [] : [{ type: 'PersonForgotten', data: command.data }];
    case 'AddVerb':
      return addVerb(command.data, state, here);
  }
};

const establish = (data: DataOf<'ForumEstablished'>, state: Forum, context: Context): ForumEvent[] => {
  const forum = evolve(state, { type: 'ForumEstablished', data });
  allow({ ...context, forum }, 'recorder', 'secretariat');
  if (state.established) refuse('FORUM_EXISTS', `Forum ${data.forum} has been established already.`, data.forum);
  if (new Set(data.sides.map(({ side }) => side)).size !== 2)
    refuse('SIDES_NOT_TWO', 'A forum has two different sides.');
  return [{ type: 'ForumEstablished', data }];
};

const register = (data: DataOf<'InstitutionRegistered'>, state: Forum, context: Context): ForumEvent[] => {
  requireSide(context, data.side);
  ofOwnSide(data.side, context);
  const known = Object.hasOwn(state.institutions, data.institution) && state.institutions[data.institution];
  if (known && known.side === data.side && sameText(known.name, data.name)) return [];
  if (known)
    refuse(
      'INSTITUTION_EXISTS',
      `${data.institution} is registered with another name or side; rename it instead.`,
      data.institution,
    );
  return [{ type: 'InstitutionRegistered', data }];
};

const rename = (
  { institution, name }: { institution: string; name: Record<string, string> },
  state: Forum,
  context: Context,
): ForumEvent[] => {
  const known = own(institution, state, context);
  return sameText(known.name, name)
    ? []
    : [{ type: 'InstitutionRenamed', data: { institution, from: { ...known.name }, to: name } }];
};

const succeed = (data: DataOf<'InstitutionSucceeded'>, state: Forum, context: Context): ForumEvent[] => {
  const known = own(data.institution, state, context);
  const successor = own(data.by, state, context);
  if (data.by === data.institution) refuse('SUCCEEDS_ITSELF', 'An institution cannot succeed itself.');
  if (known.side !== successor.side) refuse('OTHER_SIDE', `${data.by} is of the other side.`, data.by);
  if (known.succeededBy === data.by) return [];
  if (known.succeededBy)
    refuse(
      'ALREADY_SUCCEEDED',
      `${data.institution} was succeeded by ${known.succeededBy}.`,
      data.institution,
      known.succeededBy,
    );
  if (successor.succeededBy)
    refuse(
      'ALREADY_SUCCEEDED',
      `${data.by} was itself succeeded by ${successor.succeededBy}.`,
      data.by,
      successor.succeededBy,
    );
  return [{ type: 'InstitutionSucceeded', data }];
};

const designate = (data: DataOf<'CoChairDesignated'>, state: Forum, context: Context): ForumEvent[] => {
  requireSide(context, data.side);
  ofOwnSide(data.side, context);
  const current = state.coChairs[data.side];
  return current?.name === data.name && current.office === data.office ? [] : [{ type: 'CoChairDesignated', data }];
};

const nominate = (data: DataOf<'FocalPointNominated'>, state: Forum, context: Context): ForumEvent[] => {
  const { focalPoints } = own(data.institution, state, context);
  if (focalPoints.includes(data.person)) return [];
  requireNotSucceeded(context, undefined, data.institution);
  return [{ type: 'FocalPointNominated', data }];
};

const release = (data: DataOf<'FocalPointReleased'>, state: Forum, context: Context): ForumEvent[] => {
  if (!own(data.institution, state, context).focalPoints.includes(data.person))
    refuse('NOT_A_FOCAL_POINT', `${data.person} is not a focal point of ${data.institution}.`, data.institution);
  return [{ type: 'FocalPointReleased', data }];
};

const own = (institution: string, state: Forum, context: Context) => {
  requireInstitutions(context, institution);
  const known = state.institutions[institution]!;
  ofOwnSide(known.side, context);
  return known;
};

/** A secretariat manages its own side's institutions; the recorder enters for both sides. */
const ofOwnSide = (side: string, { actor }: Context): void => {
  const who = acting(actor);
  if (who.role === 'secretariat' && who.side !== side) refuse('OTHER_SIDE', `This is for the secretariat of ${side}.`);
};

/** Whether both have the same words, in whatever order of languages. */
const sameText = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((language) => a[language] === b[language]);

export const forum: LedgerDecider<Forum, ForumCommand, ForumEvent> = { category: 'forum', initial, decide, evolve };
