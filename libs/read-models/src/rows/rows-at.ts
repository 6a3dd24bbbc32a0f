import type { EventStore } from '@jwg/event-sourcing';
import type { Recorded } from '../events/citation.js';
import type { RowReader } from './reader.js';

/** What a query reads: rows as they were at a moment, and the day for which flags are computed. */
export interface RowsAt {
  readonly reader: RowReader;
  /** Where the events are that rows only refer to. */
  readonly store: Pick<EventStore, 'readStream'>;
  /** The last position in the log that the rows include; -1 when they include none. */
  readonly position: number;
  /** The events that the rows are a fold of, in its order; missing where the rows are the stored ones. */
  readonly folded?: readonly Recorded[];
  /** `2023-01-01`, UTC. */
  readonly on: string;
}
