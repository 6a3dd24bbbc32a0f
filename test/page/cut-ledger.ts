import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { dataFolder, startServer } from '../server.js';

export interface CutLedger {
  readonly url: string;
  stop(): Promise<void>;
}

/** A server of its own over a copy of a ledger that ends with this position; tokens of the one are good at the other. */
export const serveCut = async (folder: string, position: number): Promise<CutLedger> => {
  const { folder: cut, remove } = dataFolder();
  for (const { name } of readdirSync(folder, { withFileTypes: true }).filter((it) => it.isFile()))
    if (!name.includes('.db') || name.startsWith('persons.db')) cpSync(join(folder, name), join(cut, name));
  const whole = new DatabaseSync(join(folder, 'ledger.db'));
  whole.prepare('VACUUM INTO ?').run(join(cut, 'ledger.db'));
  whole.close();
  const ledger = new DatabaseSync(join(cut, 'ledger.db'));
  ledger.exec(`DELETE FROM events WHERE position > ${position}`);
  ledger.exec(`DELETE FROM streams WHERE first > ${position}`);
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
