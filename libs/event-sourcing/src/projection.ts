import type { Fact, StoredEvent } from './event.js';

/** A read model's row: plain data that survives JSON unchanged. */
export type Row = object;

/**
 * What one read model's row becomes when an event arrives. Pure: it never queries and never fails on an unknown event.
 *
 * Rows are temporal: each change closes the row at the event's position and opens the next one, so every list can be
 * read as of any position. `columns` are the values to find rows by. They are derived from the row; they are never
 * stored facts.
 */
export interface Projection<R extends Row = Row, F extends Fact = Fact, M = unknown, Apart extends keyof R = never> {
  /** Lower-case letters and underscores; names the tables. */
  readonly name: string;
  /** Raise it when the row's shape or meaning changes: it is rebuilt beside the live table and swapped in. */
  readonly version: number;
  /** The keys of the rows that this event touches; called only for the kinds of event named in `on`. */
  keys(event: StoredEvent<F, M>): readonly string[];
  /** The row after the event; `undefined` removes the row, or makes none. The same object means: no change. */
  readonly on: {
    readonly [T in F['type']]?: (
      row: R | undefined,
      event: StoredEvent<Extract<F, { type: T }>, M>,
      key: string,
    ) => R | undefined;
  };
  /**
   * Fields that are kept apart from the row, each once with the position from which it holds. Of a list that `grows` a
   * rule only sees an empty list, and what it puts there is what the event adds. A value that is `replaced` is kept
   * until another one comes.
   */
  readonly apart?: { readonly [field in Apart]: 'grows' | 'replaced' };
  /** The oldest version whose rows can answer the questions of this one while it is being built. Default: any. */
  readonly oldestReadable?: number;
  /** The tokens by which a row is searched for, from what is not kept apart: no space and no `*` in one. */
  readonly tokens?: (row: R) => readonly string[];
  /** Values to find rows by, from what is not kept apart. */
  readonly columns: { readonly [column: string]: (row: R) => string | number | null };
  /** Columns that only narrow what another column's index finds: they have too few values for an index of their own. */
  readonly unindexed?: readonly string[];
  /** Columns of few values, each with the column in whose order the rows of one value are read page by page. */
  readonly inOrderOf?: { readonly [column: string]: string };
}

/** A projection of rows `R`, for any type of event. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type ProjectionOf<R extends Row, Apart extends keyof R = never> = Projection<R, any, any, Apart>;

/** Any projection at all. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyProjection = ProjectionOf<any, any>;

/** The keys of the rows that this event may change, each once; none if the projection has no rule for the event. */
export const touched = (projection: AnyProjection, event: StoredEvent): readonly string[] => {
  if (!projection.on[event.type]) return [];
  const keys = projection.keys(event);
  return keys.length > 1 ? [...new Set(keys)] : keys;
};

/** The row after one event, by the projection's own rule; unchanged if the projection has no rule for the event. */
export const project = <R extends Row, Apart extends keyof R>(
  projection: ProjectionOf<R, Apart>,
  row: R | undefined,
  event: StoredEvent,
  key: string,
): R | undefined => {
  const rule = projection.on[event.type];
  return rule ? rule(row, event, key) : row;
};
