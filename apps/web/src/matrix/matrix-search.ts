import type { OverallStatus as Status } from '../api/types.gen.js';
import type { Kind } from '../words/kind-words.js';
import type { FlagName } from '../words/flag.js';
import { changeKinds } from './differences.js';
import { flagNames } from '../words/flag.js';
import { kinds, statuses } from './values.js';

export const densities = ['comfortable', 'compact', 'fit'] as const;
export type Density = (typeof densities)[number];
export const orders = ['number', 'due', 'silence', 'change'] as const;
export type Order = (typeof orders)[number];
export const groupings = ['institution', 'kind', 'session'] as const;
export type Grouping = (typeof groupings)[number];

export const changes = ['true', 'false', ...changeKinds] as const;
export type Changed = (typeof changes)[number];

/** What the address says of the matrix beside the moment. A row must pass every filter that is given. */
export interface MatrixSearch {
  /** It leads or supports. */
  readonly institution?: string;
  /** An institution of this side leads or supports. */
  readonly side?: string;
  /** One of these. */
  readonly kind?: readonly Kind[];
  /** One of these. */
  readonly status?: readonly Status[];
  /** All of these. */
  readonly flag?: readonly FlagName[];
  readonly q?: string;
  readonly sort?: Order;
  readonly group?: Grouping;
  readonly density?: Density;
  /** While two moments are compared: the rows that changed in this way; `false` shows those that did not change, too. */
  readonly changed?: Changed;
  /** `2.c1~2`: the cell of this commitment and this session is open. */
  readonly cell?: string;
  /** `2.c1`: why it is unsigned is open. */
  readonly why?: string;
  /** `2.c1`: how it differs between the two moments that are compared is open. */
  readonly diff?: string;
}

export const filterNames = ['institution', 'side', 'kind', 'status', 'flag', 'q'] as const;
export type FilterName = (typeof filterNames)[number];

type Given = Readonly<Record<string, unknown>>;

/** The names of all that the address can say of the matrix. */
export const matrixParameterNames = [
  ...filterNames,
  'sort',
  'group',
  'density',
  'changed',
  'cell',
  'why',
  'diff',
] as const satisfies readonly (keyof MatrixSearch)[];

/** Reads it from the address; what cannot be read is named in `unread`. */
export const matrixSearch = (given: Given): { readonly read: MatrixSearch; readonly unread: readonly string[] } => {
  const unread: string[] = [];
  const texts = (name: string): string[] =>
    [given[name]]
      .flat()
      .flatMap((it) => (typeof it === 'string' ? it.split(',') : []))
      .filter((it) => it !== '');
  const someOf = <T extends string>(name: string, values: readonly T[]): readonly T[] | undefined => {
    const asked = texts(name);
    const read = asked.filter((it): it is T => values.includes(it as T));
    if (read.length < asked.length) unread.push(name);
    return read.length > 0 ? [...new Set(read)] : undefined;
  };
  const oneOf = <T extends string>(name: string, values: readonly T[]): T | undefined => {
    const [first, ...more] = someOf(name, values) ?? [];
    if (more.length > 0) unread.push(name);
    return first;
  };
  const text = (name: string, form = /./): string | undefined => {
    const value = given[name];
    if (value === undefined || value === '') return undefined;
    if (typeof value === 'string' && form.test(value)) return value;
    unread.push(name);
    return undefined;
  };
  const read: MatrixSearch = {
    institution: text('institution'),
    side: text('side'),
    kind: someOf('kind', kinds),
    status: someOf('status', statuses),
    flag: someOf('flag', flagNames),
    q: text('q'),
    sort: oneOf('sort', orders),
    group: oneOf('group', groupings),
    density: oneOf('density', densities),
    changed: oneOf('changed', changes),
    cell: text('cell', /^[^~]+~[^~]+$/),
    why: text('why'),
    diff: text('diff'),
  };
  const said = Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
  return { read: said, unread };
};

/** The same as texts of an address; a list has commas, as the API asks for. */
export const matrixParameters = (search: MatrixSearch): Record<string, string | undefined> => ({
  institution: search.institution,
  side: search.side,
  kind: search.kind?.join(),
  status: search.status?.join(),
  flag: search.flag?.join(),
  q: search.q,
  sort: search.sort === 'number' ? undefined : search.sort,
  group: search.group,
  density: search.density,
  changed: search.changed === 'true' ? undefined : search.changed,
  cell: search.cell,
  why: search.why,
  diff: search.diff,
});
