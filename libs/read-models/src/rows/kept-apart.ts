import type { ProjectionOf, Row } from '@jwg/event-sourcing';
import { partOf, placeOf, valuesOf } from './apart.js';
import type { RowReader } from './reader.js';

type EntryOf<List> = List extends readonly (infer Entry)[] ? Entry : never;

/** One entry of a list, and where it is, to go on from there. */
export interface Placed<Entry> {
  readonly place: string;
  readonly entry: Entry;
}

export interface ListPage {
  /** Entries after this place. */
  readonly after?: string;
  /** Entries of events from one position to another. */
  readonly between?: readonly [number, number];
  readonly limit?: number;
  /** The latest entries instead of the first ones; they come in order all the same. */
  readonly latest?: boolean;
}

/** A page of one list of one row, in the order in which it grew. */
export const pageOfList = async <R extends Row, Apart extends keyof R, List extends Apart & string>(
  reader: RowReader,
  projection: ProjectionOf<R, Apart>,
  key: string,
  list: List,
  { after, between, limit, latest = false }: ListPage,
): Promise<Placed<EntryOf<R[List]>>[]> => {
  const from = after === undefined ? partOf(list, between ? placeOf(between[0]) : '') : `${partOf(list, after)}~`;
  const below = between ? partOf(list, placeOf(between[1] + 1)) : partOf(list, '~');
  const found = await reader.parts(projection, { keys: [key], within: [from, below], limit, descending: latest });
  const placed = found.map(({ part, value }) => ({
    place: part.slice(list.length + 1),
    entry: value as EntryOf<R[List]>,
  }));
  return latest ? placed.reverse() : placed;
};

/** After every position that a list has a place for. */
export const EVER = 999_999_999_998;

/** Entries of a list that the record of one thing shows. */
const SHOWN = 50;

/** The latest entries of a list, in order, and the one before them, if there is one. */
export const latestEntries =
  <R extends Row, Apart extends keyof R>(
    reader: RowReader,
    projection: ProjectionOf<R, Apart>,
    key: string,
    since = 0,
  ) =>
  async <List extends Apart & string>(list: List) => {
    const page = await pageOfList(reader, projection, key, list, {
      between: [since, EVER],
      limit: SHOWN + 1,
      latest: true,
    });
    const entries = page.map(({ entry }) => entry);
    return { shown: entries.slice(-SHOWN), before: entries.length > SHOWN ? entries[0] : undefined };
  };

/** A whole list of each of these rows, by key; no key for an empty list. For what lists of rows show of each. */
export const wholeLists = async <R extends Row, Apart extends keyof R, List extends Apart & string>(
  reader: RowReader,
  projection: ProjectionOf<R, Apart>,
  keys: readonly string[],
  list: List,
): Promise<Map<string, EntryOf<R[List]>[]>> => {
  const lists = new Map<string, EntryOf<R[List]>[]>();
  if (keys.length === 0) return lists;
  for (const { key, value } of await reader.parts(projection, {
    keys,
    within: [partOf(list, ''), partOf(list, '~')],
  })) {
    const entries = lists.get(key) ?? [];
    entries.push(value as EntryOf<R[List]>);
    lists.set(key, entries);
  }
  return lists;
};

/** The values that are kept apart from a row, of those that it has. */
export const valuesApart = async <R extends Row, Apart extends keyof R>(
  reader: RowReader,
  projection: ProjectionOf<R, Apart>,
  key: string,
): Promise<Partial<Pick<R, Apart>>> => {
  const found = await reader.parts(projection, { keys: [key], named: valuesOf(projection) });
  return Object.fromEntries(found.map(({ part, value }) => [part, value])) as Partial<Pick<R, Apart>>;
};

/** One value that is kept apart, of each of these rows that has it, by key. */
export const valueApart = async <R extends Row, Apart extends keyof R, Field extends Apart & string>(
  reader: RowReader,
  projection: ProjectionOf<R, Apart>,
  keys: readonly string[],
  field: Field,
): Promise<Map<string, NonNullable<R[Field]>>> => {
  if (keys.length === 0) return new Map();
  const found = await reader.parts(projection, { keys, named: [field] });
  return new Map(found.map(({ key, value }) => [key, value as NonNullable<R[Field]>]));
};
