import type { RowReader } from './reader.js';

/** What a query looks at: rows as they were at a moment, and the day for which flags are computed. */
export interface RowsAt {
  readonly reader: RowReader;
  /** The place in the log that the rows knew; -1 when they knew nothing. */
  readonly position: number;
  /** `2023-01-01`, UTC. */
  readonly on: string;
}
