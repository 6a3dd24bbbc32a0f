import type { Chart } from '../written/chart.js';

/** One table of a report, with what its numbers count. */
export interface Sheet {
  readonly heading: string;
  /** What its numbers count. */
  readonly definition: string;
  readonly chart?: Chart;
  readonly head: readonly string[];
  readonly rows: readonly (readonly SheetCell[])[];
}

/** Text or a number; or commitments, each with the events that it rests on. */
export type SheetCell = string | number | readonly Named[];

export interface Named {
  readonly commitment: string;
  /** What follows the id: `365 d [12, 40]` */
  readonly words: string;
}
