import { requireHappened, type Context } from '../context.js';
import { isBefore } from '../partial-dates.js';
import { requireDelegations } from './attendance.js';
import type { SessionEvent } from './events.js';
import { refuse, type DataOf } from './rules.js';
import type { Session } from './state.js';

export const notYetHeld = ({ phase }: Session): void => {
  if (phase === 'open' || phase === 'concluded') refuse('SESSION_HELD', 'The session has been opened already.');
};

export const open = (data: DataOf<'SessionOpened'>, state: Session, context: Context): SessionEvent[] => {
  if (state.heldNotAfter !== undefined) return date(data, state, context);
  if (state.phase === 'concluded') refuse('SESSION_HELD', 'The session has been held.');
  if (state.phase === 'open') {
    if (state.openedOn === data.openedOn) return [];
    refuse('ALREADY_OPEN', `The session was opened on ${state.openedOn}.`);
  }
  requireHappened(context, data.openedOn);
  requireDelegations(data, context);
  return [{ type: 'SessionOpened', data }];
};

/** The day of a session that was known only by its minutes became known. It is over, and stays so. */
const date = (
  { openedOn, coChairs, delegations }: DataOf<'SessionOpened'>,
  state: Session,
  context: Context,
): SessionEvent[] => {
  if (state.openedOn === openedOn) return [];
  if (state.openedOn !== undefined) refuse('ALREADY_OPEN', `The session was opened on ${state.openedOn}.`);
  if (isBefore(state.heldNotAfter, openedOn))
    refuse('CONCLUDED_BEFORE_OPENED', `It had been held by ${state.heldNotAfter}; correct that day first.`);
  const signedOn = Object.values(state.signatures).sort()[0];
  if (signedOn !== undefined && signedOn < openedOn)
    refuse('SIGNED_BEFORE_THE_SESSION', `Its minutes were signed on ${signedOn}; a session meets before that.`);
  requireDelegations({ coChairs, delegations }, context);
  const lists = { ...(coChairs.length > 0 && { coChairs }), ...(delegations.length > 0 && { delegations }) };
  return [{ type: 'SessionDated', data: { openedOn, ...lists } }];
};

/** Its day became known later, and its last day did not yet. */
const isWithoutEnd = ({ heldNotAfter, openedOn, concludedOn }: Session): boolean =>
  heldNotAfter !== undefined && openedOn !== undefined && concludedOn === undefined;

/** What is known of it may come from its minutes alone: then it is over, and its day is not known. */
export const held = (data: DataOf<'SessionHeld'>, state: Session, context: Context): SessionEvent[] => {
  if (state.heldNotAfter === data.heldNotAfter) return [];
  notYetHeld(state);
  requireHappened(context, data.heldNotAfter);
  requireDelegations(data, context);
  return [{ type: 'SessionHeld', data }];
};

export const conclude = (data: DataOf<'SessionConcluded'>, state: Session, context: Context): SessionEvent[] => {
  if (state.phase === 'concluded' && !isWithoutEnd(state)) return [];
  if (state.phase !== 'open' && state.phase !== 'concluded')
    refuse('SESSION_NOT_OPEN', `The session is ${state.phase}; open it first.`);
  requireHappened(context, data.concludedOn);
  if (isBefore(data.concludedOn, state.openedOn))
    refuse(
      'CONCLUDED_BEFORE_OPENED',
      `The session was opened on ${state.openedOn}; it is concluded on that day or later.`,
    );
  return [{ type: 'SessionConcluded', data }];
};
