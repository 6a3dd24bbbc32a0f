import type { AnyProjection } from '@jwg/event-sourcing';

/** What a declared column may hold. */
export type Value = string | number | null;

/** What a row must fulfil in one column. A column without a value (null) is found by `null` only. */
export type Condition =
  | Value
  | { readonly in: readonly (string | number)[] }
  | { readonly atLeast?: string | number; readonly atMost?: string | number };

/** Conditions by column, all of which must hold; `undefined` asks nothing. `key` is a column too. */
export type Where = Readonly<Record<string, Condition | undefined>>;

/** A stretch of the rows in order of a column, then of key; null comes before every value. */
export interface Page {
  /** Default: `key`. */
  readonly by?: string;
  /** The column's value and the key of the last row seen. */
  readonly after?: readonly [Value, string];
  readonly limit: number;
  readonly descending?: boolean;
}

const double = new DataView(new ArrayBuffer(8));

/**
 * The text by which a value is kept and compared. Strings stand for themselves; numbers become the sixteen hexadecimal
 * digits that sort as the numbers do. So every column is text and every database, and the memory, orders it by its
 * UTF-8 bytes, alike.
 */
export const sortable = <V extends Value>(value: V): V extends null ? null : string => {
  if (typeof value !== 'number') return value as never;
  double.setFloat64(0, value + 0); // -0 becomes 0
  const bits = double.getBigUint64(0);
  const ordered = bits >> 63n ? ~bits & 0xffff_ffff_ffff_ffffn : bits | (1n << 63n);
  return ordered.toString(16).padStart(16, '0') as never;
};

/** The conditions that ask something, each of a column that the projection has. */
export const conditions = (projection: AnyProjection, where: Where): [string, Condition][] =>
  Object.entries(where).flatMap(([column, condition]) =>
    condition === undefined ? [] : [[known(projection, column), condition] as [string, Condition]],
  );

/** The column, if the projection has it. */
export const known = (projection: AnyProjection, column: string): string => {
  if (column === 'key' || Object.hasOwn(projection.columns, column)) return column;
  throw new Error(`${projection.name} has no column ${column}`);
};
