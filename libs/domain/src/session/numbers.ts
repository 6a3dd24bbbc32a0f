import { allow, requireForum, type Context } from '../context.js';
import { sessionId } from '../ids.js';
import type { Numbers } from '../vocabulary.js';
import type { SessionEvent } from './events.js';
import { refuse } from './rules.js';
import type { Session } from './state.js';

/** One sitting may be the 6th session of the forum that holds it, and the 2nd of another one that it serves. */
export type NumberCommand =
  { type: 'GiveNumber'; data: { number: string; to: string } } | { type: 'FreeNumber'; data: { from: string } };

/** The ids under which further forums count a sitting. */
export const numberIds = (numbers: Numbers = {}): string[] =>
  Object.entries(numbers).map(([forum, ordinal]) => sessionId(forum, ordinal));

/** A sitting has a number only where it counts as a session. */
export const requireServed = (numbers: Numbers | undefined, alsoServes: readonly string[]): void => {
  for (const forum of Object.keys(numbers ?? {}))
    if (!alsoServes.includes(forum))
      refuse('OTHER_FORUM', `The sitting does not serve ${forum}, so it has no number there.`, forum);
};

/** Given in the stream of the number itself, so that one sitting at most has it, whoever asks at the same time. */
export const number = (command: NumberCommand, state: Session, context: Context): SessionEvent[] => {
  allow(context, 'recorder', 'secretariat');
  requireForum(context);
  if (command.type === 'FreeNumber')
    return state.givenTo === command.data.from ? [{ type: 'NumberGiven', data: {} }] : [];
  const { number: id, to } = command.data;
  if (state.givenTo === to) return [];
  requireFree(id, state);
  return [{ type: 'NumberGiven', data: { to } }];
};

export const requireFree = (id: string, { phase, givenTo }: Session): void => {
  if (givenTo !== undefined)
    refuse('SESSION_EXISTS', `${id} is the sitting ${givenTo}; its number is given once.`, id, givenTo);
  if (phase !== 'unknown') refuse('SESSION_EXISTS', `${id} exists already; its number is given once.`, id);
};

export const requireScheduled = ({ phase, givenTo }: Session): void => {
  if (givenTo !== undefined)
    refuse('UNKNOWN_SESSION', `This is the number of the sitting ${givenTo}; use that id.`, givenTo);
  if (phase === 'unknown') refuse('UNKNOWN_SESSION', 'This session has not been scheduled yet.');
};
