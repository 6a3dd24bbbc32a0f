import { sessionOf } from '../ids.js';
import type { CommitmentEvent } from './events.js';
import { refuse, requireAlive } from './rules.js';
import type { Commitment } from './state.js';
import { lacking } from './waiting.js';

/** T9, by a session: what it confirmed too early waits, and only what can never be confirmed is refused. */
export const confirmInSession = (statement: string, state: Commitment): CommitmentEvent[] => {
  requireAlive(state);
  if (state.adoption === 'notAdopted') refuse('NOT_AGREED', 'It was not adopted.');
  if (state.implementation === 'completed') return [];
  if (state.kind === 'continuing') refuse('CONTINUING', 'A continuing commitment is never complete.');
  if (isReportedIn(statement, state))
    refuse('REPORTER_CANNOT_CONFIRM', 'This very session reported it; a later one, or both secretariats, confirm.');
  const waitsFor = lacking(state);
  if (waitsFor.length === 0) return [{ type: 'CompletionConfirmed', data: { by: 'forum', statement } }];
  return state.waiting?.statement === statement
    ? []
    : [{ type: 'OutcomeWaits', data: { statement, outcome: 'completionConfirmed', waitsFor } }];
};

/** The outcome that waited, once nothing lacks any more. */
export const noLongerWaiting = (state: Commitment): CommitmentEvent[] => {
  const { waiting, kind } = state;
  if (!waiting || kind === 'continuing' || lacking(state).length > 0 || isReportedIn(waiting.statement, state))
    return [];
  return [{ type: 'CompletionConfirmed', data: { by: 'forum', statement: waiting.statement, waited: true } }];
};

const isReportedIn = (statement: string, { report }: Commitment): boolean =>
  report?.statement !== undefined && sessionOf(report.statement) === sessionOf(statement);
