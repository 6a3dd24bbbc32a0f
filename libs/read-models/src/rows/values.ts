import type { AnyProjection } from '@jwg/event-sourcing';

/** A value in a declared column. */
export type Value = string | number | null;

/** A condition for one column. Only `null` matches a column without a value (null). */
export type Condition =
  | Value
  | { readonly in: readonly (string | number)[] }
  | { readonly atLeast?: string | number; readonly atMost?: string | number };

/** Conditions by column, all of which must hold; `undefined` is no condition. `key` is a column too. */
export type Where = Readonly<Record<string, Condition | undefined>>;

/** A range of the rows in order of a column, then of key; null comes before every value. */
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
 * The text form of a value, to store and compare it. A string is its own text form; a number becomes sixteen
 * hexadecimal digits that sort as the numbers do. So every column is text, and every database and the memory sort it
 * alike, by UTF-8 bytes.
 */
export const sortable = <V extends Value>(value: V): V extends null ? null : string => {
  if (typeof value !== 'number') return value as never;
  double.setFloat64(0, value + 0); // -0 becomes 0
  const bits = double.getBigUint64(0);
  const ordered = bits >> 63n ? ~bits & 0xffff_ffff_ffff_ffffn : bits | (1n << 63n);
  return ordered.toString(16).padStart(16, '0') as never;
};

/** The conditions that are set, each for a column that the projection has. */
export const conditions = (projection: AnyProjection, where: Where): [string, Condition][] =>
  Object.entries(where).flatMap(([column, condition]) =>
    condition === undefined ? [] : [[columnOf(projection, column), condition] as [string, Condition]],
  );

/** The column, if the projection has it. */
export const columnOf = (projection: AnyProjection, column: string): string => {
  if (column === 'key' || Object.hasOwn(projection.columns, column)) return column;
  throw new Error(`${projection.name} has no column ${column}`);
};
