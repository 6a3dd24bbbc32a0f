import { Refused } from '@jwg/event-sourcing';
import type { CommonRefusal, Context } from './context.js';
import { forumOf } from './ids.js';

const refuse = (code: CommonRefusal, detail: string, ...about: readonly string[]): never => {
  throw new Refused(code, detail, about);
};

/** Checks a session that is used as a date: it must belong to one of these forums. */
export const requireSessionOf = (forums: readonly (string | undefined)[], session: string | undefined): void => {
  if (session === undefined || forums.includes(forumOf(session))) return;
  const known = forums.filter((it) => it !== undefined);
  refuse(
    'OTHER_FORUM',
    `${session} is a session of another forum; name one of ${known.join(' or ')}.`,
    session,
    ...known,
  );
};

/** Nothing is put off to a session that was cancelled. One of which nothing is known may still be scheduled. */
export const requireToBeHeld = ({ sessions }: Context, ...ids: readonly (string | undefined)[]): void => {
  for (const id of ids)
    if (id !== undefined && sessions.get(id)?.phase === 'cancelled')
      refuse('NOT_TO_BE_HELD', `${id} was cancelled; name a session that is to be held, or a date.`, id);
};
