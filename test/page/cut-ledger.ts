import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { dataFolder, startServer } from '../server.js';

export interface CutLedger {
  readonly url: string;
  stop(): Promise<void>;
}

// No ledger has gaps between its positions. Through negative numbers, so that no two rows have one number on the way.
const CLOSE_GAPS = `
  DELETE FROM streams WHERE first NOT IN (SELECT stream FROM events);
  CREATE TEMP TABLE places AS SELECT position AS old, row_number() OVER (ORDER BY position) AS nth FROM events;
  UPDATE streams SET first = -(SELECT nth FROM places WHERE old = first);
  UPDATE streams SET first = -1 - first;
  UPDATE events SET stream = -(SELECT nth FROM places WHERE old = stream);
  UPDATE events SET position = -(SELECT nth FROM places WHERE old = position), stream = -1 - stream;
  UPDATE events SET position = -1 - position;
`;

/**
 * A server of its own over a copy of a ledger that holds only the events at these positions, which close up; tokens of the
 * one are good at the other.
 */
export const serveCut = async (folder: string, positions: readonly number[]): Promise<CutLedger> => {
  const { folder: cut, remove } = dataFolder();
  for (const { name } of readdirSync(folder, { withFileTypes: true }).filter((it) => it.isFile()))
    if (!name.includes('.db')) cpSync(join(folder, name), join(cut, name));
  const whole = new DatabaseSync(join(folder, 'ledger.db'));
  whole.prepare('VACUUM INTO ?').run(join(cut, 'ledger.db'));
  whole.close();
  const ledger = new DatabaseSync(join(cut, 'ledger.db'), { enableForeignKeyConstraints: false });
  ledger.exec(`DELETE FROM events WHERE position NOT IN (${positions.join()})`);
  ledger.exec(CLOSE_GAPS);
  ledger.close();
  // What it is copied from is served, so everything is built.
  const server = await startServer(cut, {}, [process.execPath, 'dist/apps/api/src/main.js']);
  return {
    url: server.url,
    async stop() {
      await server.stop();
      remove();
    },
  };
};
