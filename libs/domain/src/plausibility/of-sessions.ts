import type { Context } from '../context.js';
import { ordinalOf, sessionId, forumOf } from '../ids.js';
import { isBefore } from '../partial-dates.js';
import { isStatement, type SessionEvent, type StatementEvent } from '../session/events.js';
import { numberIds } from '../session/numbers.js';
import { undertakingsIn } from '../session/statement.js';
import type { Session } from '../session/state.js';
import type { Due } from '../vocabulary.js';
import { dueBefore, farAhead } from './dates.js';
import { doubt, type Doubt } from './doubt.js';
import { aboutVerb } from './verbs.js';

/** How many numbers up and down are looked at, to see whether sessions were held in the order of their numbers. */
const NUMBERS = 3;

export const sessionsAround = (id: string): string[] => {
  const [forum, ordinal] = [forumOf(id), ordinalOf(id)];
  return Array.from({ length: 2 * NUMBERS + 1 }, (_, n) => ordinal - NUMBERS + n)
    .filter((it) => it > 0 && it !== ordinal)
    .map((it) => sessionId(forum, it));
};

export const ofSessions = (event: SessionEvent, state: Session, context: Context): Doubt[] => {
  if (isStatement(event)) return ofStatement(event, state, context);
  const { type, data } = event;
  switch (type) {
    case 'SessionScheduled':
      return planned(data.plannedOn, [sessionId(data.forum, data.ordinal), ...numberIds(data.numbers)], context);
    case 'SessionRescheduled':
      return planned(data.plannedOn, idsOf(state), context);
    case 'SessionOpened':
      return [
        ...outOfOrder(data.openedOn, '/openedOn', idsOf(state), context),
        ...beforeForum(data.openedOn, '/openedOn', context),
        ...tooLong(data.openedOn, state.concludedOn, '/openedOn'),
      ];
    case 'SessionHeld':
      return [
        ...outOfOrder(data.heldNotAfter, '/heldNotAfter', idsOf(state), context),
        ...beforeForum(data.heldNotAfter, '/heldNotAfter', context),
      ];
    case 'SessionConcluded':
      return tooLong(state.openedOn, data.concludedOn, '/concludedOn');
    case 'NextSessionFixed': {
      const { openedOn } = state;
      const { plannedOn } = data;
      if (plannedOn === undefined) return [];
      return [
        ...(isBefore(plannedOn, openedOn)
          ? [inWrongOrder('/plannedOn', plannedOn, `this session was opened on ${openedOn}`)]
          : []),
        ...farAhead(plannedOn, '/plannedOn', openedOn ?? context.now),
      ];
    }
    default:
      return [];
  }
};

/** Those by which the forums that it serves count it. */
const idsOf = ({ id, numbers }: Session): string[] => (id === undefined ? [] : [id, ...numberIds(numbers)]);

const planned = (date: string | undefined, ids: readonly string[], context: Context): Doubt[] => [
  ...farAhead(date, '/plannedOn', context.now),
  ...outOfOrder(date, '/plannedOn', ids, context),
];

const inWrongOrder = (at: string, date: string, because: string) =>
  doubt('SESSIONS_OUT_OF_ORDER', at, `is ${date}, and ${because}`);

const outOfOrder = (
  date: string | undefined,
  at: string,
  ids: readonly string[],
  { sessions }: Pick<Context, 'sessions'>,
): Doubt[] => {
  if (date === undefined) return [];
  const others = ids.flatMap((id) =>
    sessionsAround(id).map((it) => ({ it, isEarlier: ordinalOf(it) < ordinalOf(id) })),
  );
  const other = others.find(({ it, isEarlier }) => {
    const { openedOn, heldNotAfter } = sessions.get(it) ?? {};
    const day = openedOn ?? (isEarlier ? undefined : heldNotAfter);
    return day !== undefined && (isEarlier ? isBefore(date, day) : isBefore(day, date));
  });
  if (other === undefined) return [];
  const { openedOn, heldNotAfter } = sessions.get(other.it)!;
  return [inWrongOrder(at, date, `${other.it} was held on ${openedOn ?? `${heldNotAfter} or before`}`)];
};

const beforeForum = (date: string, at: string, { forum: { establishedOn } }: Context): Doubt[] =>
  establishedOn !== undefined && isBefore(date, establishedOn)
    ? [doubt('SESSION_BEFORE_ITS_FORUM', at, `is ${date}, and the forum was established on ${establishedOn}`)]
    : [];

const MONTH = 31 * 86_400_000;

const tooLong = (from: string | undefined, to: string | undefined, at: string): Doubt[] =>
  from?.length === 10 && to?.length === 10 && Date.parse(to) - Date.parse(from) > MONTH
    ? [doubt('SESSION_OVER_A_MONTH', at, `makes a session that lasted from ${from} to ${to}`)]
    : [];

const ofStatement = (event: StatementEvent, state: Session, context: Context): Doubt[] => {
  const { openedOn, heldNotAfter } = state;
  const day = openedOn ?? heldNotAfter ?? context.now;
  const due = (it: Due | undefined, at: string): Doubt[] => [
    ...dueBefore(it?.date, `${at}/due/date`, openedOn),
    ...farAhead(it?.date, `${at}/due/date`, day),
  ];
  return [
    ...undertakingsIn(event).flatMap((it, n) => due(it.due, `/undertakings/${n}`)),
    ...('due' in event.data ? due(event.data.due, '') : []),
    ...aboutVerb(event, context.forum),
  ];
};
