import type { RowReader } from '../rows/reader.js';
import { statements } from './statements.js';

/** The ids of the statements in these sessions that no longer count. */
export const annulledIn = async (reader: RowReader, sessions: readonly string[]): Promise<ReadonlySet<string>> => {
  if (sessions.length === 0) return new Set();
  const found = await reader.find(statements, { annulledIn: { in: [...new Set(sessions)] } });
  return new Set(found.map(({ id }) => id));
};
