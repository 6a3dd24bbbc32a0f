import { requireInstitutions, requireSide, type Context } from '../context.js';
import type { DataOf } from './rules.js';

/** Whoever sits at the table is of the forum's sides and of its institutions. */
export const requireDelegations = (
  { coChairs = [], delegations = [] }: Partial<DataOf<'SessionOpened'>>,
  context: Context,
): void => {
  requireSide(context, ...[...coChairs, ...delegations].map(({ side }) => side));
  requireInstitutions(context, ...delegations.flatMap(({ members }) => members));
};
