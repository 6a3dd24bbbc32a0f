import { sessionOf } from '../ids.js';
import type { CommitmentEvent } from './events.js';
import { isAnswer, withReturn, type Said } from './referral.js';
import { refuse, requireAlive, type DataOf } from './rules.js';
import type { Commitment } from './state.js';
import { lacking } from './waiting.js';

/** T9, by a session: what it confirmed too early waits, and only what can never be confirmed is refused. */
export const confirmInSession = (statement: string, said: Said, state: Commitment): CommitmentEvent[] => {
  requireAlive(state);
  if (state.adoption === 'notAdopted') refuse('NOT_AGREED', 'It was not adopted.');
  if (state.implementation === 'completed') return [];
  if (state.kind === 'continuing') refuse('CONTINUING', 'A continuing commitment is never complete.');
  if (isReportedIn(statement, state))
    refuse('REPORTER_CANNOT_CONFIRM', 'This very session reported it; a later one, or both secretariats, confirm.');
  const waitsFor = lacking(state);
  if (waitsFor.length === 0) return answered(state, said, { by: 'forum', statement });
  return state.waiting?.statement === statement
    ? []
    : [{ type: 'OutcomeWaits', data: { statement, outcome: 'completionConfirmed', waitsFor } }];
};

/** The outcome that waited, once nothing lacks any more. */
export const noLongerWaiting = (state: Commitment): CommitmentEvent[] => {
  const { waiting, kind } = state;
  if (!waiting || kind === 'continuing' || lacking(state).length > 0 || isReportedIn(waiting.statement, state))
    return [];
  const { statement } = waiting;
  return answered(state, { statement }, { by: 'forum', statement, waited: true });
};

/** If it is before another forum, and that forum confirmed it, it comes back with this answer. */
const answered = (state: Commitment, said: Said, data: DataOf<'CompletionConfirmed'>): CommitmentEvent[] => {
  const confirmed: CommitmentEvent = { type: 'CompletionConfirmed', data };
  return isAnswer(state, said) ? withReturn(state, said, confirmed) : [confirmed];
};

const isReportedIn = (statement: string, { report }: Commitment): boolean =>
  report?.statement !== undefined && sessionOf(report.statement) === sessionOf(statement);
