import type { CommitmentSummary } from '../api/types.gen.js';
import { lastDay } from '../moment/stops.js';

/** Why a commitment stands where it stands in the list of its institution. */
export type Urgency = 'overdue' | 'due' | 'silent' | 'waits' | 'undated';

type Listed = Pick<CommitmentSummary, 'id' | 'flags' | 'due' | 'status'>;

export const urgencyOf = ({ flags, due, status }: Listed): Urgency => {
  const has = (name: string) => flags.some((flag) => flag === name || flag.startsWith(`${name}(`));
  if (has('overdue')) return 'overdue';
  if (status === 'reportedComplete') return 'waits';
  if (due?.date !== undefined) return 'due';
  return has('silent') ? 'silent' : 'undated';
};

const order: readonly Urgency[] = ['overdue', 'due', 'silent', 'undated', 'waits'];

/** Overdue first, then by the date that comes first, then what was not spoken of, then the rest in their own order. */
export const byUrgency = <T extends Listed>(commitments: readonly T[]): readonly T[] => {
  const rank = (it: T) => order.indexOf(urgencyOf(it));
  const day = (it: T) => (it.due?.date === undefined ? '9999' : lastDay(it.due.date));
  return commitments.toSorted((a, b) => rank(a) - rank(b) || day(a).localeCompare(day(b)));
};
