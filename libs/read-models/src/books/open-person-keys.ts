import BetterSqlite from 'better-sqlite3';
import { kindOf, type PersonKeys } from '@jwg/event-sourcing';
import { Kysely, PostgresDialect, sql, SqliteDialect } from 'kysely';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { STARTING_LOCK } from '../rows/engines.js';
import { hasty, prepared } from '../rows/prepared.js';
import { codeOf, isEmpty, openFile, type FileKind } from '../rows/sqlite-file.js';
import { FollowerBooksUnusable } from './books-unusable.js';
import type { BooksPlace } from './open-books.js';
import { createPersonKeys, personKeys, type PersonTables } from './person-keys.js';
import { PersonKeysUnavailable } from './person-keys-unavailable.js';

const kind: FileKind = {
  probe: 'select id, digest, key from person_keys',
  damaged: (path, what, options) => new FollowerBooksUnusable(path, what, options),
  missing: (path) => new FollowerBooksUnusable(path, 'it is not there'),
};

/**
 * Opens the keys of persons where the followers' books are: the file `persons.db` in a folder, or tables in PostgreSQL.
 *
 * @throws FollowerBooksUnusable, StoreUnavailable
 */
export const openPersonKeys = async (place: BooksPlace): Promise<PersonKeys> => {
  if ('folder' in place) return inFolder(join(place.folder, 'persons.db'), place.readOnly ?? false);
  const { pool } = place.beside.engine;
  if (!pool) throw new Error('Read models in a folder have no server to keep keys in; name the folder');
  const db = new Kysely<PersonTables>({ dialect: new PostgresDialect({ pool }) });
  await db.transaction().execute(async (trx) => {
    await STARTING_LOCK.execute(trx);
    await createPersonKeys(trx);
  });
  const scrub = async () => void (await sql`vacuum person_keys`.execute(db));
  return namingItself(
    personKeys(db, scrub, async () => {}),
    (error) => kindOf(error) === 'unavailable',
  );
};

/** The errors of this store when a key is made or destroyed say that it is about keys. */
const namingItself = (keys: PersonKeys, isAway: (error: unknown) => boolean): PersonKeys => {
  const named = (error: unknown): never => {
    if (!isAway(error)) throw error;
    throw new PersonKeysUnavailable((error as Error).message, { cause: error });
  };
  return {
    ...keys,
    ensure: (digest) => keys.ensure(digest).catch(named),
    destroy: (ids) => keys.destroy(ids).catch(named),
  };
};

/** What is deleted is overwritten (secure_delete), and the write-ahead log, which still has it, is emptied. */
const inFolder = async (path: string, readOnly: boolean): Promise<PersonKeys> => {
  const file = readOnly && !existsSync(path) ? new BetterSqlite(':memory:') : openFile(path, kind, { readOnly });
  const db = new Kysely<PersonTables>({ dialect: new SqliteDialect({ database: prepared(file) }) });
  try {
    if (!file.readonly) {
      file.pragma('synchronous = FULL');
      file.pragma('secure_delete = ON');
    }
    if (!file.readonly || isEmpty(file)) await createPersonKeys(db);
    const scrub = async () => {
      const [{ busy }] = file.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }];
      if (busy) throw new PersonKeysUnavailable('another process reads them, so that their log cannot be emptied');
    };
    const moving = readOnly || file.readonly ? undefined : new Kysely<PersonTables>({ dialect: hasty(path) });
    const close = async () => {
      await moving?.destroy();
      await db.destroy();
    };
    const keys = personKeys(db, scrub, close, moving);
    return namingItself(keys, (error) => codeOf(error) !== undefined); // the disk is full, or fails
  } catch (error) {
    await db.destroy();
    throw error;
  }
};
