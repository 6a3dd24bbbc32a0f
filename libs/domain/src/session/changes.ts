import { idIn } from '../by-id.js';
import { requireInstitutions, type Context } from '../context.js';
import { differencesOf } from '../differences.js';
import { requireNotSucceeded } from '../forum/succession.js';
import type { Difference, Undertaking, UndertakingChanged } from '../vocabulary.js';
import type { Change } from './events.js';
import { requireLater } from './reach.js';
import { refuse } from './rules.js';
import type { Session } from './state.js';

/** How a text that has these statements differs, undertaking by undertaking, from what they say. */
export const differencesIn = (
  changes: readonly UndertakingChanged[],
  statementIds: readonly string[],
  state: Session,
  context: Context,
): Change[] => {
  const said = undertakingsOf(statementIds, state);
  requireOnce(changes);
  return changes.flatMap(({ commitmentId, ...fields }) => {
    const undertaking = requireSaid(commitmentId, said);
    requireKnown(commitmentId, fields, state, context);
    const diff = differencesOf(undertaking, fields);
    return diff.length > 0 ? [{ commitmentId, diff }] : [];
  });
};

/** The same list, each difference from what the record says. */
export const asRecorded = (changes: readonly Change[], state: Session): Change[] => {
  const said = undertakingsOf(state.draft!.statementIds, state);
  return changes.map(({ commitmentId, diff }) => ({
    commitmentId,
    diff: diff.map(fromWhat(requireSaid(commitmentId, said))),
  }));
};

const fromWhat =
  (undertaking: Undertaking) =>
  ({ field, to }: Difference): Difference => {
    const from = undertaking[field];
    return { field, ...(from !== undefined && { from }), ...(to !== undefined && { to }) } as Difference;
  };

export const requireChanges = (changes: readonly Change[], state: Session, context: Context): void => {
  requireOnce(changes);
  for (const { commitmentId, diff } of changes)
    requireKnown(commitmentId, Object.fromEntries(diff.map(({ field, to }) => [field, to])), state, context);
};

const undertakingsOf = (statementIds: readonly string[], { statements }: Session): ReadonlyMap<string, Undertaking> =>
  new Map(statementIds.flatMap((id) => idIn(statements, id)!.undertakings).map((it) => [it.commitmentId, it]));

const requireSaid = (commitmentId: string, said: ReadonlyMap<string, Undertaking>): Undertaking =>
  said.get(commitmentId) ??
  refuse('UNKNOWN_STATEMENT', `No statement of this version brings up ${commitmentId}.`, commitmentId);

const requireKnown = (
  commitmentId: string,
  { lead = [], support = [], beneficiaries = [], due }: Partial<Undertaking>,
  { id, openedOn }: Session,
  context: Context,
): void => {
  requireInstitutions(context, ...lead, ...support, ...beneficiaries);
  requireNotSucceeded(context, openedOn, ...lead, ...support, ...beneficiaries);
  requireLater(commitmentId, { session: id!, context }, due?.session);
};

/** A second entry for the same commitment would be shown, and never take effect. */
const requireOnce = (changes: readonly { commitmentId: string }[]): void => {
  const ids = changes.map(({ commitmentId }) => commitmentId);
  const twice = ids.find((id, n) => ids.indexOf(id) !== n);
  if (twice !== undefined) refuse('CHANGED_TWICE', `${twice} is named twice; put all its changes into one.`, twice);
};
