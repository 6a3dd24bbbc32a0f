import BetterSqlite from 'better-sqlite3';
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ReadModelsDamaged, ReadModelsMissing } from './read-models-damaged.js';

/** Files up to this size are checked whole when they are opened. */
const WHOLE_CHECK_BYTES = 16 * 1024 * 1024;

/**
 * The file of the read models, made when it is not there. Where it may not be written it is only read: beside its writer,
 * or, where nobody writes, from a copy in memory.
 *
 * @throws ReadModelsDamaged  it is damaged, or another program's; it was left untouched
 * @throws ReadModelsMissing
 */
export const openFile = (path: string): BetterSqlite.Database => {
  let file: BetterSqlite.Database | undefined;
  try {
    file = isWritable(path) ? new BetterSqlite(path) : openReadOnly(path);
    check(path, file);
    if (!file.readonly) file.pragma('journal_mode = WAL');
    return file;
  } catch (error) {
    file?.close();
    if (!/^SQLITE_(NOTADB|CORRUPT|CANTOPEN)/.test(codeOf(error) ?? '')) throw error;
    throw new ReadModelsDamaged(path, (error as Error).message, { cause: error });
  }
};

const isWritable = (path: string): boolean => {
  try {
    accessSync(dirname(path), constants.W_OK);
    for (const it of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(it)) accessSync(it, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

const openReadOnly = (path: string): BetterSqlite.Database => {
  if (!existsSync(path)) throw new ReadModelsMissing(path);
  const file = new BetterSqlite(path, { readonly: true });
  try {
    file.pragma('user_version');
    return file;
  } catch (error) {
    file.close();
    if (!/^SQLITE_(READONLY|CANTOPEN)/.test(codeOf(error) ?? '')) throw error;
    const bytes = readFileSync(path);
    bytes.fill(1, 18, 20); // the header says WAL, which a copy in memory cannot have
    return new BetterSqlite(bytes, { readonly: true });
  }
};

/** Before anything is changed in it. */
const check = (path: string, file: BetterSqlite.Database): void => {
  const isEmpty = file.prepare('select count(*) from sqlite_master').pluck().get() === 0;
  if (isEmpty) return;
  try {
    file.prepare('select name, generation, version, state, cursor, position from generations');
  } catch (error) {
    if (codeOf(error) !== 'SQLITE_ERROR') throw error;
    throw new ReadModelsDamaged(path, 'another program made this database', { cause: error });
  }
  if (statSync(path).size > WHOLE_CHECK_BYTES) return;
  const found = file.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') throw new ReadModelsDamaged(path, String(found));
};

const codeOf = (error: unknown): string | undefined => {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : undefined;
};
