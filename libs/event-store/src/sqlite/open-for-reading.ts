import Database from 'better-sqlite3';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { FolderNotWritable } from './refusals.js';
import { sqliteCode } from './sqlite-code.js';

/**
 * A connection that only reads. SQLite makes two files beside a database that it reads; where the folder cannot be
 * written and no writer has made them, the file is read whole into memory.
 *
 * @throws FolderNotWritable  a writer was cut off here: its last events cannot be read without making those files
 */
export const openForReading = (file: string): Database.Database => {
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 1000 });
  try {
    db.pragma('user_version');
    return db;
  } catch (error) {
    db.close();
    if (!/^SQLITE_(READONLY|CANTOPEN)/.test(sqliteCode(error) ?? '')) throw error;
    if (existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0)
      throw new FolderNotWritable(file, 'its write-ahead log can be read only by who may write', { cause: error });
    const bytes = readFileSync(file);
    bytes.fill(1, 18, 20); // the header says WAL, which a copy in memory cannot have
    return new Database(bytes, { readonly: true });
  }
};
