import { forumOf, ordinalOf, type Due } from '@jwg/domain';
import { lastDay } from '../events/dates.js';
import { calledAmong, numberIn } from '../sessions/numbers.js';
import { overOn } from '../sessions/over-on.js';
import type { SessionRow } from '../sessions/row.js';
import type { FlagContext } from './flag-context.js';

type Around = Pick<FlagContext, 'sessions'>;

/*
 * One rule for all that asks when something is due. It is due on the earlier of two days: the last day of its date, and
 * the day of its session. A session that is cancelled, or of which nothing is known, is no date; then the next one of
 * its forum counts. A session is over when it has concluded, however long ago it was planned for.
 */

/** The session that counts for the one by which something is due; none while there is no such session. */
export const sessionThatCounts = (id: string, { sessions }: Around): SessionRow | undefined => {
  const named = calledAmong(sessions, id);
  if (named && isToBeHeld(named)) return named;
  const [forum, ordinal] = [forumOf(id), ordinalOf(id)];
  const number = (it: SessionRow) => numberIn(it, forum) ?? 0;
  return [...sessions.values()]
    .filter((it) => number(it) > ordinal && isToBeHeld(it))
    .reduce<SessionRow | undefined>((next, it) => (next && number(next) < number(it) ? next : it), undefined);
};

const isToBeHeld = ({ phase }: SessionRow): boolean => phase !== 'cancelled' && phase !== 'unknown';

const sessionOf = (due: Due | undefined, around: Around): SessionRow | undefined =>
  due?.session === undefined ? undefined : sessionThatCounts(due.session, around);

/** The day on which it is due, as far as that is known. */
export const dueDay = ({ due }: { due?: Due }, around: Around): string | undefined => {
  const session = sessionOf(due, around);
  const held = session?.concludedOn ?? session?.openedOn ?? session?.heldNotAfter ?? session?.plannedOn;
  return earliest([due?.date, held]);
};

/** Whether its day is over, or the session by which it was due. */
export const isPast = (due: Due | undefined, around: Around, on: string): boolean =>
  (due?.date !== undefined && lastDay(due.date) < on) || sessionOf(due, around)?.phase === 'concluded';

/** The last day that was in time, where that is known for certain: sessions that have not concluded may still be held. */
export const lastDayFor = (due: Due | undefined, around: Around): string | undefined => {
  const session = sessionOf(due, around);
  return earliest([due?.date, session && overOn(session)]);
};

/** It has no date, or only that of a session that was cancelled and that no other one has followed. */
export const isUndated = (due: Due | undefined, around: Around): boolean =>
  due === undefined ||
  (due.date === undefined &&
    (due.session === undefined ||
      (calledAmong(around.sessions, due.session)?.phase === 'cancelled' && sessionOf(due, around) === undefined)));

const earliest = (days: readonly (string | undefined)[]): string | undefined =>
  days.flatMap((day) => (day === undefined ? [] : [lastDay(day)])).sort()[0];
