import { allow, type Context } from '../context.js';
import type { Due } from '../vocabulary.js';
import { byBothSides } from './consent.js';
import type { CommitmentEvent } from './events.js';
import { isPolicy, onlyBySession, refuse, requireAgreed, requireOwnSession, type DataOf } from './rules.js';
import type { Commitment } from './state.js';

export type DueDateCommand = { type: 'SetDueDate'; data: NewDate } | { type: 'ReviseDueDate'; data: Revision };

type NewDate = Omit<DataOf<'DueDateSet'>, 'byBothSides'>;
interface Revision {
  readonly to: Due;
  readonly reason: string;
  readonly statement?: string;
}

export const setDueDate = (data: NewDate, state: Commitment, context: Context): CommitmentEvent[] => {
  requireMovable(data.due, state, context);
  if (sameDue(state.due, data.due)) return [];
  if (state.due) refuse('DUE_ALREADY_SET', 'It has a due date; revise it and say why.');
  return dated({ type: 'DueDateSet', data }, state, context, { due: data.due });
};

export const reviseDueDate = (
  { to, reason, statement }: Revision,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  requireMovable(to, state, context);
  if (statement !== undefined) onlyBySession(context);
  if (sameDue(state.due, to)) return [];
  const data = { ...(state.due && { from: state.due }), to, reason, ...(statement !== undefined && { statement }) };
  return dated({ type: 'DueDateRevised', data }, state, context, { due: to, reason });
};

const requireMovable = (due: Due, state: Commitment, context: Context): void => {
  requireAgreed(state);
  allow(context, 'secretariat', 'coChair');
  requireOwnSession(context, state.id, due);
};

/** What both sides have adopted, one side alone does not move: its new date is a proposal until the other consents. */
const dated = (
  event: Extract<CommitmentEvent, { type: 'DueDateSet' | 'DueDateRevised' }>,
  state: Commitment,
  context: Context,
  terms: { due: Due; reason?: string },
): CommitmentEvent[] => {
  if (state.adoption !== 'adopted' || isPolicy(context)) return [event];
  const agreed = { ...event, data: { ...event.data, byBothSides: true } } as CommitmentEvent;
  return byBothSides('reviseDueDate', state, context, agreed, terms);
};

const sameDue = (a: Due | undefined, b: Due): boolean => a?.date === b.date && a?.session === b.session;
