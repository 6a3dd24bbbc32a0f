import { sessionOf } from '../ids.js';
import type { StatementEvent } from './events.js';
import { undertakingsIn } from './statement.js';
import type { Session } from './state.js';

/** The commitments that begin with this statement. */
export const broughtUpBy = (event: StatementEvent, { statements }: Session): string[] => {
  const { statementId, movedFrom } = event.data;
  if (movedFrom) return movedFrom.brings;
  const before = Object.keys(statements).slice(0, Object.keys(statements).indexOf(statementId));
  const known = new Set(before.flatMap((id) => statements[id]!.undertakings.map((it) => it.commitmentId)));
  return undertakingsIn(event)
    .map(({ commitmentId }) => commitmentId)
    .filter((id) => sessionOf(id) === sessionOf(statementId) && !known.has(id));
};
