import Database from 'better-sqlite3';
import { join } from 'node:path';
import { LedgerDamaged, LedgerInUse, NotALedger } from './refusals.js';
import { APPLICATION_ID } from './schema.js';
import { sqliteCode } from './sqlite-code.js';

/**
 * Locks the folder for one writing process, until `close()` or until the process ends in any way. The lock is an open
 * SQLite transaction on `lock.db`; the operating system releases it with the process. The file's user_version is the
 * holder's pid. Other processes can read the pid, because the open transaction has written nothing.
 *
 * @throws LedgerInUse
 */
export const lockFolder = (folder: string): { close(): void } => {
  const file = join(folder, 'lock.db');
  const db = new Database(file, { timeout: 500 });
  try {
    const owner = db.pragma('application_id', { simple: true });
    if (owner !== APPLICATION_ID && db.pragma('page_count', { simple: true }) !== 0) {
      throw new NotALedger(file, 'another program made this database');
    }
    db.exec(`BEGIN IMMEDIATE; PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${process.pid}; COMMIT`);
    db.exec('BEGIN IMMEDIATE');
    return db;
  } catch (error) {
    const pid = pidOfHolder(db);
    db.close();
    const code = sqliteCode(error);
    if (code === undefined) throw error;
    if (code.startsWith('SQLITE_BUSY')) throw new LedgerInUse(folder, pid);
    const what = `${(error as Error).message} (it only says who writes: if no process does, delete it)`;
    throw new LedgerDamaged(file, what, { cause: error });
  }
};

const pidOfHolder = (db: Database.Database): number | undefined => {
  try {
    return (db.pragma('user_version', { simple: true }) as number) || undefined;
  } catch {
    return undefined;
  }
};
