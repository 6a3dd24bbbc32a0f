import type { Context } from '../context.js';
import { moved } from '../moved.js';
import { setRight } from '../set-right.js';
import type { CommitmentEvent } from './events.js';
import { onlyBySession, requireRegistered } from './rules.js';
import type { Commitment } from './state.js';
import { effectOf, restorations } from './undo.js';

export interface MoveEffect {
  /** The event of the statement in the session in which it was made. */
  readonly cause: string;
  readonly statement: string;
  /** The statement where it had been entered. */
  readonly from: { readonly statementId: string; readonly eventId: string };
}

/** What a statement did here was said in another session: nothing is undone, and what came of it stays. */
export const moveEffect = ({ cause, statement, from }: MoveEffect, state: Commitment, context: Context) => {
  onlyBySession(context);
  requireRegistered(state);
  const { history } = context;
  const valid = setRight(history);
  const isEffect = effectOf({ cause: from.eventId, statement: from.statementId });
  const entries = valid.filter(isEffect).map(({ id }) => id);
  if (entries.length === 0) return [];
  const move = { cause, from: from.statementId, statement };
  const changes = restorations(
    history,
    valid.map((event) => (isEffect(event) ? moved(event, move) : event)),
  );
  const event: CommitmentEvent = { type: 'EffectMoved', data: { ...move, entries, changes } };
  return [event];
};
