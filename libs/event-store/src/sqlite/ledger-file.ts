import Database from 'better-sqlite3';
import { closeSync, existsSync, fsyncSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { openForReading } from './open-for-reading.js';
import { LedgerDamaged, LedgerTooNew, NotALedger } from './refusals.js';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from './schema.js';
import { sqliteCode } from './sqlite-code.js';

/**
 * Files up to this size are checked completely at opening (about 0.2 s); of larger files only the last rows are
 * checked.
 */
export const WHOLE_CHECK_BYTES = 16 * 1024 * 1024;
export const LAST_ROWS = 100;

/**
 * Creates an empty ledger under another name and renames it, so that a crash half-way leaves no damaged `ledger.db`.
 */
export const createLedger = (file: string): void => {
  if (existsSync(`${file}-wal`)) throw new LedgerDamaged(file, 'it is gone, but its write-ahead log is still there');
  const unfinished = `${file}.new`;
  for (const leftover of [unfinished, `${unfinished}-journal`, `${unfinished}-wal`, `${unfinished}-shm`]) {
    rmSync(leftover, { force: true });
  }
  const db = new Database(unfinished);
  db.pragma('synchronous = FULL');
  db.exec(
    `BEGIN; PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}; ${SCHEMA} COMMIT`,
  );
  db.pragma('journal_mode = WAL');
  db.close();
  renameSync(unfinished, file);
  sync(dirname(file));
};

/** @throws NotALedger, LedgerTooNew, LedgerDamaged, FolderNotWritable */
export const checkLedger = (file: string): void => {
  checkHeader(file);
  const db = opened(file);
  try {
    checkContents(file, db);
  } finally {
    db.close();
  }
};

const opened = (file: string): Database.Database => {
  try {
    return openForReading(file);
  } catch (error) {
    throw sqliteCode(error) ? new LedgerDamaged(file, (error as Error).message, { cause: error }) : error;
  }
};

/**
 * Reads the header without SQLite, so that SQLite never opens, recovers or changes a file that is not a ledger. Both
 * numbers have fixed places in the header: https://www.sqlite.org/fileformat.html.
 */
const checkHeader = (file: string): void => {
  const header = Buffer.alloc(100);
  const descriptor = openSync(file, 'r');
  const length = readSync(descriptor, header, 0, 100, 0);
  closeSync(descriptor);
  if (length === 0) throw new NotALedger(file, 'it is empty');
  if (length < 100 || header.toString('latin1', 0, 16) !== 'SQLite format 3\0')
    throw new NotALedger(file, 'it is no SQLite database');
  const version = header.readInt32BE(60);
  if (header.readInt32BE(68) !== APPLICATION_ID || version < 1)
    throw new NotALedger(file, 'another program made this database');
  if (version > SCHEMA_VERSION) throw new LedgerTooNew(file, version, SCHEMA_VERSION);
};

/** Checks a small file completely. Of a large file it checks the end, where a crash or a truncation would show. */
const checkContents = (file: string, db: Database.Database): void => {
  try {
    if (statSync(file).size <= WHOLE_CHECK_BYTES) {
      const result = db.pragma('quick_check(1)', { simple: true });
      if (result !== 'ok') throw new LedgerDamaged(file, String(result));
    }
    const rows = db.prepare(LAST_ROWS_WITH_INDEXES).all(LAST_ROWS) as {
      position: number;
      byId: number;
      byPlace: number;
      data: string;
      metadata: string;
    }[];
    rows.forEach(({ position, byId, byPlace, data, metadata }, i) => {
      const next = rows[i + 1];
      const gap = next ? next.position !== position - 1 : rows.length < LAST_ROWS && position !== 0;
      if (gap) throw new LedgerDamaged(file, `there is a gap before position ${position}`);
      if (byId !== position || byPlace !== position)
        throw new LedgerDamaged(file, `an index misses position ${position}`);
      if (!isJson(data) || !isJson(metadata))
        throw new LedgerDamaged(file, `the event at position ${position} cannot be read`);
    });
  } catch (error) {
    throw sqliteCode(error) ? new LedgerDamaged(file, (error as Error).message, { cause: error }) : error;
  }
};

const LAST_ROWS_WITH_INDEXES = `
  SELECT position,
         (SELECT position FROM events WHERE id = e.id) AS byId,
         (SELECT position FROM events JOIN streams ON first = stream WHERE stream = e.stream AND revision = e.revision) AS byPlace,
         data, metadata
    FROM events e ORDER BY position DESC LIMIT ?`;

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** A rename is durable only when the folder has been synced, too. */
const sync = (folder: string): void => {
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
};
