import type { Fact, StoredEvent } from './event.js';

/** A read model's row: plain data that survives JSON unchanged. */
export type Row = object;

/**
 * What one read model's row becomes when an event arrives. Pure: it never queries, never fails on an unknown event.
 *
 * Rows are temporal: each change closes the row at the event's position and opens the next one, so every list can be
 * asked as of any position. `columns` are the values to find rows by; they are derived from the row, never stored facts.
 */
export interface Projection<R extends Row = Row, F extends Fact = Fact, M = unknown> {
  /** Lower-case letters and underscores; names the tables. */
  readonly name: string;
  /** Raise it when the row's shape or meaning changes: it is rebuilt beside the live table and swapped in. */
  readonly version: number;
  /** The rows that this event touches. */
  keys(event: StoredEvent<F, M>): readonly string[];
  /** The row after the event; `undefined` leaves (or makes) no row. The same object again means: no change. */
  readonly on: {
    readonly [T in F['type']]?: (
      row: R | undefined,
      event: StoredEvent<Extract<F, { type: T }>, M>,
      key: string,
    ) => R | undefined;
  };
  /** Indexed values of a row. */
  readonly columns: { readonly [column: string]: (row: R) => string | number | null };
}

/** The row after one event, by the projection's own rule; unchanged where it has none for this event. */
export const project = <R extends Row>(
  projection: Projection<R>,
  row: R | undefined,
  event: StoredEvent,
  key: string,
): R | undefined => {
  const rule = projection.on[event.type];
  return rule ? rule(row, event as never, key) : row;
};
