import type { Due } from '@jwg/domain';
import { orderOf, type Citation } from '../events/citation.js';
import { amended } from './amended.js';
import { amendmentBy, type Amendment, type SetRight } from './amendment.js';
import type { WholeCommitment } from './row.js';

export type DueEntry = WholeCommitment['dueHistory'][number];

/**
 * What was said of the due date, say, as it was known at a place in the order of the fold: without what had been taken
 * back by then, and each entry as it had been corrected by then.
 */
export const knownBy = <Entry extends Citation>(
  entries: readonly Entry[],
  setRight: readonly SetRight[],
  end = Infinity,
): readonly Entry[] => {
  const known = entries.filter((entry) => orderOf(entry) <= end);
  const changes = setRight.filter((it) => orderOf(it) <= end).map(amendmentIn);
  return changes.length === 0 ? known : amended(known, changes);
};

const amendmentIn = ({ withdraws, corrects, field, new: value }: SetRight): Amendment =>
  corrects === undefined ? { withdraws: withdraws ?? [] } : amendmentBy(corrects, field!, value);

/** How often the date moved. The first one counts when it was said to replace one that no record has. */
export const dueMoves = (dues: readonly DueEntry[]): number =>
  dues.filter(({ due, reason }, n) => {
    const before = dues[n - 1];
    return before ? before.due !== undefined && !isSameDue(before.due, due) : reason !== undefined;
  }).length;

export const isSameDue = (a: Due | undefined, b: Due | undefined): boolean =>
  a?.date === b?.date && a?.session === b?.session;
