import Database from 'better-sqlite3';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { FolderNotWritable } from './refusals.js';
import { sqliteCode } from './sqlite-code.js';

/**
 * Opens a read-only connection. SQLite creates two files beside a database that it reads. When the folder is not
 * writable and no writer has created these files, the whole database is read into memory.
 *
 * @throws FolderNotWritable  a writer crashed here, and its last events cannot be read without creating those files
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
    return inMemory(readFileSync(file));
  }
};

export const inMemory = (bytes: Buffer): Database.Database => {
  bytes.fill(1, 18, 20); // the header says WAL, but a database in memory cannot use WAL
  return new Database(bytes, { readonly: true });
};
