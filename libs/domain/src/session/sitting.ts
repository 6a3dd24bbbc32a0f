import { valuesOf } from '../by-id.js';
import { requireCommitments, type Context } from '../context.js';
import type { Session } from './state.js';

/** What a statement is checked against: the session, its state, and the context. */
export interface Sitting {
  readonly session: string;
  readonly state: Session;
  readonly context: Context;
}

/** Throws unless the commitments exist, or this same session has just brought them up. */
export const requireKnown = (ids: readonly string[], { state, context }: Sitting): void => {
  const others = ids.filter((id) => !context.commitments.get(id)?.registered);
  if (others.length === 0) return; // a session has thousands of statements, and few name what is new
  const fresh = broughtUpHere(state);
  requireCommitments(
    context,
    others.filter((id) => !fresh.has(id)),
  );
};

const broughtUpHere = ({ statements }: Session): Set<string> =>
  new Set(
    valuesOf(statements).flatMap(({ undertakings, annulled }) =>
      annulled ? [] : undertakings.map(({ commitmentId }) => commitmentId),
    ),
  );
