import BetterSqlite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { FollowerBooks } from '@jwg/event-sourcing';
import { hasty, prepared } from '../rows/prepared.js';
import { isEmpty, isWritable, openFile, type FileKind } from '../rows/sqlite-file.js';
import { booksIn } from './books-in.js';
import { FollowerBooksUnusable } from './books-unusable.js';
import { askedOfFile, createEmptyAnswers, emptyAnswers, ifAtHand } from './empty-answers.js';
import { createLedgerSecret, ledgerSecret } from './ledger-secret.js';
import { copyOldBooks, dropOldBooks, readOldBooks } from './old-books.js';
import { createSpentIds, spentIds } from './spent-ids.js';
import { createBookTables, type BookTables } from './tables.js';

/**
 * The file `followers.db`, beside the ledger and apart from the read models, which may be deleted. What it keeps is on the
 * disk when it resolves (synchronous=FULL), but for the checkpoints: a power cut may take the last ones back, and who goes
 * through the same events again finds that they had their effects. No command waits for the disk because of them.
 */
export const openBooksInFolder = async (folder: string, readOnly: boolean): Promise<FollowerBooks> => {
  const [path, readModels] = [join(folder, 'followers.db'), join(folder, 'read-models.db')];
  const file = readOnly ? openToRead(path) : openToWrite(path);
  file.pragma('synchronous = FULL');
  const database = prepared(file);
  const db = new Kysely<BookTables>({ dialect: new SqliteDialect({ database }) });
  try {
    const wereThere = !isEmpty(file);
    const old = file.readonly ? undefined : readOldBooks(readModels);
    if (!wereThere || old)
      await db.transaction().execute(async (trx) => {
        await createBookTables(trx);
        if (old) await copyOldBooks(trx, old);
      });
    if (!readOnly) for (const create of [createSpentIds, createEmptyAnswers, createLedgerSecret]) await create(db);
    if (!wereThere && !readOnly) syncFolder(folder);
    if (old && !readOnly) dropOldBooks(readModels);
    const areNew = !readOnly && !wereThere && !old;
    const secret = await ledgerSecret(db, hasTable(file, 'secrets'));
    const kept = { spent: spentIds(db), emptyAnswers: ifAtHand(emptyAnswers(db, askedOfFile(database))), secret };
    const moving = readOnly || file.readonly ? undefined : new Kysely<BookTables>({ dialect: hasty(path) });
    const close = async () => {
      await moving?.destroy();
      await db.destroy();
    };
    return { ...booksIn(db, moving), ...kept, areNew, close };
  } catch (error) {
    await db.destroy();
    throw error;
  }
};

const kind: FileKind = {
  probe: 'select name, cursor, position from checkpoints',
  damaged: (path, what, options) => new FollowerBooksUnusable(path, what, options),
  missing: (path) => new FollowerBooksUnusable(path, 'it is not there'),
};

const openToWrite = (path: string): BetterSqlite.Database => {
  if (!isWritable(path)) throw new FollowerBooksUnusable(path, 'this user may not write it'); // SQLite would open it
  return openFile(path, kind, { readOnly: false });
};

/** If the writer has not created the file yet: books in memory, which nobody else sees. */
const openToRead = (path: string): BetterSqlite.Database => {
  if (existsSync(path)) {
    const file = openFile(path, kind, { readOnly: true });
    if (!isEmpty(file)) return file;
    file.close();
  }
  return new BetterSqlite(':memory:');
};

const hasTable = (file: BetterSqlite.Database, name: string): boolean =>
  file.prepare("select 1 from sqlite_master where type = 'table' and name = ?").get(name) !== undefined;

/** A new file survives a power cut only when its folder is on the disk. */
const syncFolder = (folder: string): void => {
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
};
