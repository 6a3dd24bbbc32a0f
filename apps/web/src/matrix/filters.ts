import type { MatrixLine } from '../api/types.gen.js';
import { flagOf } from '../words/flag.js';
import { filterNames, type FilterName, type MatrixSearch } from './matrix-search.js';

/** The side of each institution that the forum knows. */
export type Sides = ReadonlyMap<string, string>;

export const responsibleFor = ({ lead, support }: Pick<MatrixLine, 'lead' | 'support'>): readonly string[] => [
  ...new Set([...lead, ...support]),
];

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

/** The same questions as the API's: one of several kinds or statuses, all of several flags. */
const passes: {
  readonly [F in FilterName]: (asked: NonNullable<MatrixSearch[F]>, line: MatrixLine, sides: Sides) => boolean;
} = {
  institution: (institution, line) => responsibleFor(line).includes(institution),
  side: (side, line, sides) => responsibleFor(line).some((id) => sides.get(id) === side),
  kind: (kinds, line) => kinds.includes(line.kind),
  status: (statuses, line) => statuses.includes(line.status),
  flag: (names, { flags }) => names.every((name) => flags.some((flag) => flagOf(flag).name === name)),
  q: (words, { id, title, titles }) => {
    const text = plain([id, title, ...Object.values(titles ?? {})].join('\n'));
    return plain(words)
      .split(/\s+/)
      .every((word) => text.includes(word));
  },
};

/** The rows that pass every filter; all filters but one, where the numbers beside that one are counted. */
export const filtered = (
  lines: readonly MatrixLine[],
  search: MatrixSearch,
  sides: Sides,
  except?: FilterName,
): MatrixLine[] => {
  const asked = filterNames.filter((name) => name !== except && search[name] !== undefined);
  return lines.filter((line) =>
    asked.every((name) =>
      (passes[name] as (value: unknown, line: MatrixLine, sides: Sides) => boolean)(search[name], line, sides),
    ),
  );
};

/** How many rows have each value of a filter, under the other filters. */
export const facet = (
  lines: readonly MatrixLine[],
  search: MatrixSearch,
  sides: Sides,
  name: Exclude<FilterName, 'q'>,
): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const line of filtered(lines, search, sides, name === 'flag' ? undefined : name))
    for (const value of new Set(valuesOf(line, sides, name))) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

const valuesOf = (line: MatrixLine, sides: Sides, name: Exclude<FilterName, 'q'>): readonly string[] => {
  if (name === 'kind') return [line.kind];
  if (name === 'status') return [line.status];
  if (name === 'flag') return line.flags.map((flag) => flagOf(flag).name);
  const ids = responsibleFor(line);
  return name === 'institution' ? ids : ids.flatMap((id) => sides.get(id) ?? []);
};
