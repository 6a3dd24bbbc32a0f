import BetterSqlite from 'better-sqlite3';
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Files up to this size are checked whole when they are opened. */
const WHOLE_CHECK_BYTES = 16 * 1024 * 1024;

/** What a file should be, and what is said when it is not. */
export interface FileKind {
  /** A statement that another program's database does not understand. */
  readonly probe: string;
  damaged(path: string, what: string, options?: ErrorOptions): Error;
  missing(path: string): Error;
}

/**
 * One of our SQLite files, made when it is not there. Where it may not be written, or `readOnly` is set, it is only read:
 * beside its writer, or, where nobody writes, from a copy in memory.
 *
 * @throws what `damaged` makes  it is damaged, or another program's; it was left untouched
 * @throws what `missing` makes  it is not there, and may not be made
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
    if (!file.readonly) file.pragma('journal_mode = WAL');
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

/** A file that is there, without a check of what it is. */
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

export const isEmpty = (file: BetterSqlite.Database): boolean =>
  file.prepare('select count(*) from sqlite_master').pluck().get() === 0;

/** Before anything is changed in it. */
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

const codeOf = (error: unknown): string | undefined => {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : undefined;
};
