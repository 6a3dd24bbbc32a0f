import type { CommitmentKind, Status } from '@jwg/domain';
import { dealtWithBy } from '../dockets/served.js';
import { forums } from '../forums/projection.js';
import type { RowsAt } from '../rows/rows-at.js';
import { failedBy, flagNamesOf, responsible, sidesOf, type Candidate, type CommitmentFilters } from './filters.js';
import { flagContextOf } from './flag-context.js';
import type { FlagName } from './flags.js';

/** By name, those with none left out. */
export type Counts<Name extends string = string> = { readonly [name in Name]?: number };

/**
 * How many of a forum's commitments there are by each value of a filter: of those that fit under the other filters. By
 * flag, of those that have all the flags asked for as well.
 */
export interface Facets {
  readonly forum: string;
  readonly position: number;
  /** The number of its commitments, whatever the filters. */
  readonly all: number;
  /** The number of those that fit. */
  readonly total: number;
  readonly status: Counts<Status>;
  readonly flag: Counts<FlagName>;
  readonly kind: Counts<CommitmentKind>;
  readonly institution: Counts;
  readonly side: Counts;
}

type Facet = 'status' | 'flag' | 'kind' | 'institution' | 'side';

/** `undefined` when there is no such forum. */
export const facets = async (
  { reader, position, on }: RowsAt,
  forum: string,
  filters: CommitmentFilters = {},
): Promise<Facets | undefined> => {
  const [known, dealtWith] = await Promise.all([reader.get(forums, forum), dealtWithBy(reader, forum)]);
  if (!known) return undefined;
  const rows = dealtWith.filter(({ registered }) => registered !== undefined);
  const around = await flagContextOf(reader, rows);
  const candidates = rows.map((row) => ({ row, around, on }));
  const failed = candidates.map((it) => ({ it, by: failedBy(it, filters) }));
  const under = (facet: Facet) =>
    failed.filter(({ by }) => by.length === 0 || (by.length === 1 && by[0] === facet && facet !== 'flag'));

  const countsOf = <Name extends string>(facet: Facet, valuesOf: (it: Candidate) => readonly Name[]) =>
    countsBy(under(facet).flatMap(({ it }) => [...new Set(valuesOf(it))]));
  return {
    forum,
    position,
    all: rows.length,
    total: failed.filter(({ by }) => by.length === 0).length,
    status: countsOf('status', ({ row }) => [row.status]),
    flag: countsOf('flag', flagNamesOf),
    kind: countsOf('kind', ({ row }) => [row.kind]),
    institution: countsOf('institution', responsible),
    side: countsOf('side', sidesOf),
  };
};

/** By name, in the order of the names. */
export const countsBy = <Name extends string>(names: readonly Name[]): Counts<Name> => {
  const counts = new Map<Name, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))) as Counts<Name>;
};
