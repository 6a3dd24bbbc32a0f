import BetterSqlite from 'better-sqlite3';
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Files up to this size are checked completely when they are opened. */
const WHOLE_CHECK_BYTES = 16 * 1024 * 1024;

/** A long reader lets the log grow; when it has left, the log shrinks to what an automatic checkpoint leaves. */
const SHRINKS = 'journal_size_limit = 4194304';

/** The kind of a file, and the errors for files that are not of that kind. */
export interface FileKind {
  /** A statement that fails on another program's database. */
  readonly probe: string;
  damaged(path: string, what: string, options?: ErrorOptions): Error;
  missing(path: string): Error;
}

/**
 * Opens one of our SQLite files, and creates it if it is missing. If it cannot be written, or `readOnly` is set, it is
 * only read: beside its writer or, if nobody writes, from a copy in memory.
 *
 * @throws what `damaged` makes  it is damaged, or another program's; it was not changed
 * @throws what `missing` makes  it is missing and may not be created
 */
export const openFile = (
  path: string,
  kind: FileKind,
  { readOnly = !isWritable(path) } = {},
): BetterSqlite.Database => {
  let file: BetterSqlite.Database | undefined;
  try {
    if (readOnly && !existsSync(path)) throw kind.missing(path);
    file = readOnly ? openReadOnly(path) : new BetterSqlite(path);
    check(path, file, kind);
    if (!file.readonly) for (const it of ['journal_mode = WAL', SHRINKS]) file.pragma(it);
    return file;
  } catch (error) {
    file?.close();
    if (!/^SQLITE_(NOTADB|CORRUPT|CANTOPEN)/.test(codeOf(error) ?? '')) throw error;
    throw kind.damaged(path, (error as Error).message, { cause: error });
  }
};

export const isWritable = (path: string): boolean => {
  try {
    accessSync(dirname(path), constants.W_OK);
    for (const it of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(it)) accessSync(it, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

/** Opens an existing file, without a check of its content. */
export const openReadOnly = (path: string): BetterSqlite.Database => {
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

/** Another connection to a file that is open already: what it writes survives the process, and perhaps not a power cut. */
export const openHasty = (path: string): BetterSqlite.Database => {
  const file = new BetterSqlite(path, { fileMustExist: true });
  file.pragma('synchronous = NORMAL');
  file.pragma(SHRINKS);
  return file;
};

export const isEmpty = (file: BetterSqlite.Database): boolean =>
  file.prepare('select count(*) from sqlite_master').pluck().get() === 0;

/** Checks the file before anything in it changes. */
const check = (path: string, file: BetterSqlite.Database, { probe, damaged }: FileKind): void => {
  if (isEmpty(file)) return;
  try {
    file.prepare(probe);
  } catch (error) {
    if (codeOf(error) !== 'SQLITE_ERROR') throw error;
    throw damaged(path, 'another program made this database', { cause: error });
  }
  if (statSync(path).size > WHOLE_CHECK_BYTES) return;
  const found = file.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') throw damaged(path, String(found));
};

/** The code of an error that SQLite reported, such as `SQLITE_FULL`; undefined for any other error. */
export const codeOf = (error: unknown): string | undefined => {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : undefined;
};
