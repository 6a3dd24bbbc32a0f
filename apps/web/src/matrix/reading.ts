import type { MatrixLine, OverallStatus as Status } from '../api/types.gen.js';
import { flagOf, type FlagName } from '../words/flag.js';
import { responsibleFor, type Sides } from './filters.js';

/** The numbers of the sentence above a matrix. */
export interface Reading {
  readonly all: number;
  readonly byStatus: ReadonlyMap<Status, number>;
  readonly byFlag: ReadonlyMap<FlagName, number>;
  /** How many commitments that need both sides have nobody on this one. */
  readonly without: ReadonlyMap<string, number>;
}

export const readingOf = (lines: readonly MatrixLine[], sides: readonly string[], sideOf: Sides): Reading => {
  const byStatus = new Map<Status, number>();
  const byFlag = new Map<FlagName, number>();
  const without = new Map<string, number>();
  const count = <K>(counts: Map<K, number>, key: K) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const line of lines) {
    count(byStatus, line.status);
    const names = line.flags.map((flag) => flagOf(flag).name);
    for (const name of names) count(byFlag, name);
    if (!names.includes('unassigned')) continue;
    const named = responsibleFor(line).map((id) => sideOf.get(id));
    for (const side of sides) if (!named.includes(side)) count(without, side);
  }
  return { all: lines.length, byStatus, byFlag, without };
};
