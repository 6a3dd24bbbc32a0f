import { idIn, idsOf } from '../by-id.js';
import { sessionOf } from '../ids.js';
import type { StatementEvent } from './events.js';
import { undertakingsIn } from './statement.js';
import type { Session } from './state.js';

/** The commitments that begin with this statement. */
export const broughtUpBy = (event: StatementEvent, { statements }: Session): string[] => {
  const { statementId, movedFrom } = event.data;
  if (movedFrom) return movedFrom.brings;
  const undertakings = undertakingsIn(event);
  if (undertakings.length === 0) return [];
  const ids = idsOf(statements);
  const before = ids.slice(0, ids.indexOf(statementId));
  const known = new Set(before.flatMap((id) => idIn(statements, id)!.undertakings.map((it) => it.commitmentId)));
  return undertakings
    .map(({ commitmentId }) => commitmentId)
    .filter((id) => sessionOf(id) === sessionOf(statementId) && !known.has(id));
};
