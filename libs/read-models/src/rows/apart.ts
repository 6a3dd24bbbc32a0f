import type { AnyProjection, Row } from '@jwg/event-sourcing';

/** A row as rules make it, with every field that is kept apart. */
type Fields = Readonly<Record<string, unknown>>;

/** One entry of a list, with the place that it keeps in all lists of that name. */
export interface Entry {
  readonly part: string;
  readonly value: unknown;
}

/** What is kept of a row after an event. */
export interface Divided {
  /** The row itself under `ROW`, and each replaced value under the name of its field; none if there is no row. */
  readonly pieces: ReadonlyMap<string, unknown>;
  /** What the event added to lists. */
  readonly entries: readonly Entry[];
  /** The row for the next rule: its lists are empty. */
  readonly rest: Row | undefined;
}

export const ROW = '';

const fieldsThat = (how: 'grows' | 'replaced', { apart = {} }: AnyProjection): string[] =>
  Object.keys(apart).filter((field) => (apart as Fields)[field] === how);

export const listsOf = (projection: AnyProjection): string[] => fieldsThat('grows', projection);
export const valuesOf = (projection: AnyProjection): string[] => fieldsThat('replaced', projection);

/** Fixed width, so that the entries of a list sort like positions, and those of one event in the event's order. */
export const placeOf = (position: number, n = 0): string =>
  `${String(position).padStart(12, '0')}.${String(n).padStart(4, '0')}`;
export const partOf = (list: string, place: string): string => `${list}/${place}`;

/** Divides what a rule made of a row. `position` is that of the event. */
export const dividing = (projection: AnyProjection) => {
  const [lists, values] = [listsOf(projection), valuesOf(projection)];
  const apart = new Set([...lists, ...values]);
  const empty = Object.fromEntries(lists.map((list) => [list, []]));
  const nothing: Divided = { pieces: new Map(), entries: [], rest: undefined };

  return (row: Row | undefined, position: number): Divided => {
    if (!row) return nothing;
    if (apart.size === 0) return { pieces: new Map([[ROW, row]]), entries: [], rest: row };
    const fields = row as Fields;
    const own: Record<string, unknown> = {};
    for (const field in fields) if (!apart.has(field)) own[field] = fields[field];
    const pieces = new Map<string, unknown>([[ROW, own]]);
    for (const field of values) if (fields[field] !== undefined) pieces.set(field, fields[field]);
    const entries: Entry[] = [];
    for (const list of lists)
      for (const [n, value] of (fields[list] as readonly unknown[]).entries())
        entries.push({ part: partOf(list, placeOf(position, n)), value });
    return { pieces, entries, rest: entries.length ? { ...row, ...empty } : row };
  };
};

/** The row for the next rule, from what is kept of it. */
export const joined = (projection: AnyProjection, pieces: ReadonlyMap<string, unknown>): Row | undefined => {
  const row = pieces.get(ROW);
  if (row === undefined) return undefined;
  const empty = Object.fromEntries(listsOf(projection).map((list) => [list, []]));
  return { ...row, ...Object.fromEntries([...pieces].filter(([piece]) => piece !== ROW)), ...empty };
};
