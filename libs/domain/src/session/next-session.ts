import { type Context } from '../context.js';
import { requireToBeHeld } from '../sessions-as-dates.js';
import { forumOf, ordinalOf, sessionId } from '../ids.js';
import type { SessionEvent } from './events.js';
import { refuse, type DataOf } from './rules.js';
import type { Session } from './state.js';

export const fixNext = (data: DataOf<'NextSessionFixed'>, { phase, id }: Session, context: Context): SessionEvent[] => {
  if (phase !== 'open') refuse('SESSION_NOT_OPEN', `The session is ${phase}.`);
  const next = sessionId(forumOf(id!), data.ordinal);
  if (data.ordinal <= ordinalOf(id!)) refuse('NOT_A_LATER_SESSION', `${next} is not later than ${id}.`, next, id!);
  requireToBeHeld(context, next);
  return [{ type: 'NextSessionFixed', data }];
};
