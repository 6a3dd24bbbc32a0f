import { compareIds } from '@jwg/domain';
import type { CommitmentSummary } from '../commitments/summary.js';
import { isSame, kindsOf, slipOf, type ChangeKind } from './kinds.js';
import type { Stand } from './stand.js';

/** How one commitment differs between two moments. */
export interface StandChange {
  readonly id: string;
  readonly title: string;
  readonly kinds: readonly ChangeKind[];
  /** By how many days its due date moved, where both are known; negative: it came closer. */
  readonly slip?: number;
  /** Sessions that concluded without naming it, and that were not among those of the first moment. */
  readonly silentIn?: readonly string[];
  /** What it had at the first moment and has no more; all of it where it is gone. */
  readonly then: Partial<CommitmentSummary>;
  /** What it has at the second moment and did not have; all of it where it appeared. */
  readonly now: Partial<CommitmentSummary>;
}

/** By the numbers of their ids, only those that differ. */
export const changesBetween = (from: readonly Stand[], to: readonly Stand[]): StandChange[] => {
  const [before, after] = [byId(from), byId(to)];
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort(compareIds);
  return ids.flatMap((id) => changeOf(id, before.get(id), after.get(id)) ?? []);
};

const byId = (stands: readonly Stand[]) => new Map(stands.map((it) => [it.summary.id, it]));

const changeOf = (id: string, then: Stand | undefined, now: Stand | undefined): StandChange | undefined => {
  const kinds = kindsOf(then, now);
  if (kinds.length === 0 && isSame(then?.summary, now?.summary)) return undefined;
  const slip = slipOf(then, now);
  const silentIn = now?.silentIn.filter((session) => then !== undefined && !then.silentIn.includes(session)) ?? [];
  return {
    id,
    title: (now ?? then)!.summary.title,
    kinds,
    ...(slip !== undefined && { slip }),
    ...(kinds.includes('fellSilent') && { silentIn }),
    then: differing(then?.summary, now?.summary),
    now: differing(now?.summary, then?.summary),
  };
};

/** The fields that the other one does not have, or not so. */
const differing = (one: Partial<CommitmentSummary> = {}, other: Partial<CommitmentSummary> = {}) =>
  Object.fromEntries(
    Object.entries(one).filter(([field, value]) => !isSame(value, other[field as keyof CommitmentSummary])),
  ) as Partial<CommitmentSummary>;

/** The list at the second moment, from that at the first and what changed. */
export const applied = (
  list: readonly CommitmentSummary[],
  changes: readonly Pick<StandChange, 'id' | 'kinds' | 'then' | 'now'>[],
): CommitmentSummary[] => {
  const lines = new Map(list.map((it) => [it.id, it]));
  for (const { id, kinds, then, now } of changes) {
    const kept = Object.entries(lines.get(id) ?? {}).filter(([field]) => !(field in then));
    if (kinds.includes('gone')) lines.delete(id);
    else lines.set(id, { ...Object.fromEntries(kept), ...now } as CommitmentSummary);
  }
  return [...lines.values()].sort((a, b) => compareIds(a.id, b.id));
};
