import type { RowsAt } from '../rows/rows-at.js';
import { journal, type JournalRow } from './projection.js';

/** The last event up to a position, of those that the rows know. */
export const lastUpTo = async ({ reader }: RowsAt, position: number): Promise<JournalRow | undefined> =>
  (await reader.find(journal, { position: { atMost: position } }, { by: 'position', limit: 1, descending: true }))[0];
