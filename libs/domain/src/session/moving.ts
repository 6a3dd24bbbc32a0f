import type { StoredEvent } from '@jwg/event-sourcing';
import { idIn, idsOf, valuesOf } from '../by-id.js';
import { allow, type Context, type LooksAt } from '../context.js';
import { forumOf, isCommitmentId, ordinalOf, sessionOf, statementId } from '../ids.js';
import { commitmentsNamedIn } from '../named-ids.js';
import type { Due } from '../vocabulary.js';
import { broughtUpBy } from './brought-up.js';
import { isStatement, type SessionEvent, type StatementEvent } from './events.js';
import { requireScheduled } from './numbers.js';
import { refuse } from './rules.js';
import { voided } from './signatures.js';
import { undertakingsIn } from './statement.js';
import type { Session } from './state.js';

export interface MoveStatements {
  /** Default: all that stand. */
  readonly statementIds?: readonly string[];
  readonly to: string;
  readonly reason: string;
}

/** The other half, in the session in which the statement was made. */
export interface TakeOver {
  readonly said: StatementEvent;
  readonly from: NonNullable<StatementEvent['data']['movedFrom']>;
  /** The ids of what is moved with it, before and now. */
  readonly renumbered: Readonly<Record<string, string>>;
}

const saidIn = (history: readonly StoredEvent[]): StoredEvent<StatementEvent>[] =>
  (history as readonly StoredEvent<SessionEvent>[]).filter((it): it is StoredEvent<StatementEvent> => isStatement(it));

export const movingLooksAt = ({ statementIds, to }: MoveStatements, history: readonly StoredEvent[]): LooksAt => {
  const said = saidIn(history).filter((it) => !statementIds || statementIds.includes(it.data.statementId));
  return {
    sessions: [to],
    commitments: said.flatMap(commitmentsNamedIn),
    histories: said.flatMap(undertakingsIn).map(({ commitmentId }) => commitmentId),
  };
};

/** Statements that were entered in the wrong session leave it. Their commitments keep their ids and their lives. */
export const moveStatements = (asked: MoveStatements, state: Session, context: Context): SessionEvent[] => {
  allow(context, 'recorder');
  const { to, reason } = asked;
  requireScheduled(state);
  if (to === state.id) return [];
  const target = targetOf(to, state, context);
  const standing = idsOf(state.statements).filter((id) => !idIn(state.statements, id)!.annulled);
  const ids = asked.statementIds ?? standing;
  for (const id of ids) requireMovable(id, state);
  const said = saidIn(context.history).filter((it) => ids.includes(it.data.statementId));
  const begun = said.flatMap((it) => broughtUpBy(it, state));
  if (ordinalOf(to) > ordinalOf(state.id!))
    requireNothingBefore(
      to,
      begun,
      standing.filter((id) => !ids.includes(id)),
      state,
      context,
    );
  for (const { data } of said) requireInOrder(idIn(state.statements, data.statementId)!.fact, to, begun, context);
  return [
    ...said.map(({ id: eventId, data }, n): SessionEvent => {
      const movedTo = statementId(to, target.lastStatement + 1 + n);
      return {
        type: 'RecordAnnulled',
        data: { eventId, statementId: data.statementId, reason, commitments: [], movedTo },
      };
    }),
    ...said.slice(0, 1).flatMap(({ data }) => voided(state, 'annulled', data.statementId)),
  ];
};

const targetOf = (to: string, { id }: Session, { sessions }: Context): Session => {
  if (forumOf(to) !== forumOf(id!))
    refuse('OTHER_FORUM', `${to} is of another forum; annul the statement, and record it there.`, to);
  const target = sessions.get(to);
  if (target?.phase !== 'open' && target?.phase !== 'concluded')
    return refuse('SESSION_NOT_OPEN', `Nothing has been said in ${to}; open it first.`, to);
  if (target.inEffect) refuse('MINUTES_IN_EFFECT', `Both sides have signed the minutes of ${to} without it.`, to);
  return target;
};

const requireMovable = (id: string, { statements, inEffect }: Session): void => {
  const statement = idIn(statements, id);
  if (!statement) refuse('UNKNOWN_STATEMENT', `There is no statement ${id} in this session.`, id);
  if (statement?.annulled) refuse('STATEMENT_ANNULLED', `Statement ${id} was annulled or moved.`, id);
  if (inEffect) refuse('SIGNED_TEXT', 'Both sides have signed the minutes of this session.');
};

/** Nothing that stays may speak of a commitment before it is brought up. */
const requireNothingBefore = (
  to: string,
  begun: readonly string[],
  stay: readonly string[],
  { id: session, statements }: Session,
  { histories }: Context,
): void => {
  for (const id of stay) {
    const named = commitmentsNamedIn(idIn(statements, id)!.fact).find((it) => begun.includes(it));
    if (named !== undefined) refuse('BUILT_ON', `${id} names ${named}; move it too, or annul it first.`, id, named);
  }
  const isBetween = (said: unknown): said is string =>
    typeof said === 'string' &&
    forumOf(said) === forumOf(to) &&
    sessionOf(said) !== session &&
    ordinalOf(said) < ordinalOf(to);
  for (const id of begun)
    for (const { data } of histories.get(id) ?? []) {
      const { statement } = data as { statement?: unknown };
      if (isBetween(statement))
        refuse('BUILT_ON', `${statement} acts on ${id} before that; annul it first.`, statement, id);
    }
};

/** It names nothing that came up later, and puts nothing off to a session that was over. */
const requireInOrder = (said: StatementEvent, to: string, begun: readonly string[], { commitments }: Context): void => {
  const isAfter = (id: string) => forumOf(id) === forumOf(to) && ordinalOf(id) > ordinalOf(to);
  for (const id of commitmentsNamedIn(said).filter((it) => isCommitmentId(it) && !begun.includes(it))) {
    const origin = commitments.get(id)?.statement ?? id;
    if (isAfter(origin)) refuse('NOT_A_LATER_SESSION', `It names ${id}, which came up after ${to}.`, id, to);
  }
  const { toSession, due } = said.data as { toSession?: string; due?: Due };
  for (const date of [toSession, due?.session, ...undertakingsIn(said).map((it) => it.due?.session)])
    if (date !== undefined && forumOf(date) === forumOf(to) && !isAfter(date))
      refuse('NOT_A_LATER_SESSION', `It puts something off to ${date}, which is not later than ${to}.`, date, to);
};

export const takeOver = ({ said, from, renumbered }: TakeOver, state: Session, context: Context): SessionEvent[] => {
  allow(context, 'recorder');
  if (valuesOf(state.statements).some(({ fact }) => fact.data.movedFrom?.eventId === from.eventId)) return [];
  const id = statementId(state.id!, state.lastStatement + 1);
  const { alsoServes: _, ...data } = said.data;
  const refersTo = data.refersTo.map((it) => renumbered[it] ?? it);
  const { alsoServes } = state;
  const here = { statementId: id, refersTo, movedFrom: from, ...(alsoServes.length > 0 && { alsoServes }) };
  const event = { type: said.type, data: { ...data, ...here } } as StatementEvent;
  return [event, ...voided(state, 'added', id)];
};
