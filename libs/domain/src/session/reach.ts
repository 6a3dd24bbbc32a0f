import { requireSameSides, type Context } from '../context.js';
import { requireSessionOf, requireToBeHeld } from '../sessions-as-dates.js';
import { forumOf, ordinalOf } from '../ids.js';
import { refuse } from './rules.js';
import { requireKnown, type Sitting } from './sitting.js';

/**
 * Any commitment may be mentioned. A session acts only on those of the forums that it serves, of their children, and on
 * what was referred to them; and only if these forums have its own two sides.
 */
export const requireWithinReach = (ids: readonly string[], sitting: Sitting): void => {
  requireKnown(ids, sitting);
  for (const id of ids) {
    const own = forumOf(id);
    if (!isWithinReach(id, sitting))
      refuse(
        'OTHER_FORUM',
        `${id} belongs to ${own}; a session of that forum, or of its parent, can act on it.`,
        id,
        own,
      );
    requireSidesOf(own, sitting);
  }
};

const isWithinReach = (id: string, sitting: Sitting): boolean => {
  const { parent } = sitting.context.forums.get(forumOf(id)) ?? {};
  const { referredTo } = sitting.context.commitments.get(id) ?? {};
  return [forumOf(id), parent, referredTo].some((it) => it !== undefined && servedBy(sitting).includes(it));
};

/** One sitting for several forums is a session of each. */
export const servedBy = ({ session, state }: Omit<Sitting, 'context'>): string[] => [
  forumOf(session),
  ...state.alsoServes,
];

const requireSidesOf = (forum: string, { session, context }: Sitting): void => {
  const other = forum === forumOf(session) ? undefined : context.forums.get(forum);
  if (other) requireSameSides(context, forum, other);
};

/** The forums whose sessions come into question for a commitment: its own, this one, and their parents. */
const forumsAround = (id: string, { session, context }: Omit<Sitting, 'state'>): (string | undefined)[] => {
  const own = forumOf(id);
  return [...new Set([own, forumOf(session), context.forums.get(own)?.parent, context.forum.parent])];
};

/** A session that is named as a date: of these forums, and after this one. */
export const requireLater = (id: string, sitting: Omit<Sitting, 'state'>, date: string | undefined): void => {
  const { session } = sitting;
  requireSessionOf(forumsAround(id, sitting), date);
  if (date !== undefined && forumOf(date) === forumOf(session) && ordinalOf(date) <= ordinalOf(session))
    refuse('NOT_A_LATER_SESSION', `${date} is not later than ${session}.`, date, session);
};

/** The same, and to be held. */
export const requireComing = (id: string, sitting: Sitting, ...named: readonly (string | undefined)[]): void => {
  for (const date of named) requireLater(id, sitting, date);
  requireToBeHeld(sitting.context, ...named);
};

/** A commitment can be referred only to another forum of the same two sides, which must exist. */
export const requireReferable = (toForum: string, ids: readonly string[], { context }: Sitting): void => {
  const other = context.forums.get(toForum);
  if (!other?.established)
    return refuse('UNKNOWN_FORUM', `The forum ${toForum} has not been established yet.`, toForum);
  requireSameSides(context, toForum, other);
  for (const id of ids)
    if (forumOf(id) === toForum)
      refuse('OTHER_FORUM', `${id} is before ${toForum} already; it is referred to another.`, id, toForum);
};

/** One sitting serves several forums only if the same two sides meet in all of them. */
export const requireServable = (served: string, forum: string, context: Context): void => {
  const other = context.forums.get(served);
  if (!other?.established) return refuse('UNKNOWN_FORUM', `The forum ${served} has not been established yet.`, served);
  if (served === forum) refuse('OTHER_FORUM', `${served} is the session's own forum; name the others.`, served);
  requireSameSides(context, served, other);
};
