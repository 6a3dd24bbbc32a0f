import { join } from 'node:path';
import type BetterSqlite from 'better-sqlite3';
import { Kysely, PostgresDialect, sql, SqliteDialect } from 'kysely';
import type { Engine } from './engine.js';
import { IS_OPEN, IS_VALUE } from './indexes.js';
import { inThread } from './in-thread.js';
import { createOwner, ownerOf } from './owner.js';
import { openPool, type PostgresPlace } from './postgres-pool.js';
import { prepared } from './prepared.js';
import { ReadModelsDamaged, ReadModelsMissing } from './read-models-damaged.js';
import { openFile, type FileKind } from './sqlite-file.js';
import { tokensInPostgres, tokensInSqlite } from './tokens.js';
import { createGenerations, OPEN_END, type Database, type Tables } from './tables.js';
import { WriteGate } from './write-gate.js';

/**
 * One file beside the ledger. A power cut may undo its last writes (synchronous=NORMAL). Rows and checkpoint are lost
 * together, and the follower writes them again.
 */
export const openSqlite = async (folder: string): Promise<Engine> => {
  const path = join(folder, 'read-models.db');
  const file = openFile(path, readModels);
  file.pragma('synchronous = NORMAL');
  file.pragma('cache_size = -65536'); // KiB
  file.pragma('wal_autocheckpoint = 4000'); // pages: a rebuild changes the same ones again and again
  file.pragma('journal_size_limit = 16777216'); // bytes: those pages; a long reader makes it grow
  file.pragma('busy_timeout = 5000');

  const database = prepared(file);
  const { prepare } = database;
  const db: Database = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  if (!file.readonly) await createGenerations(db);
  // SQLite waits in this thread, and commands would wait with it. A follower tries again by itself.
  file.pragma('busy_timeout = 10');

  const gate = new WriteGate();
  // Inside a transaction Kysely has lent its only connection to the caller, so these statements run within it.
  return {
    db,
    text: 'text',
    tokens: tokensInSqlite(db, prepare),
    hasOutlines: !file.readonly || hasTable(file, 'outlines'),
    gate,
    indexLater: (statements, isOverMany) =>
      gate.passAlone(async () => {
        if (isOverMany) return inThread(path, statements);
        for (const statement of statements) file.exec(statement);
      }),
    among: (column, values) => sql`${sql.ref(column)} in (select value from json_each(${JSON.stringify(values)}))`,
    async insert(trx, table, columns, lines) {
      if (lines.length === 0) return;
      const line = Object.fromEntries(columns.map((column) => [column, null])) as never;
      const insert = prepare(trx.insertInto(table).values(line).compile().sql);
      for (const values of lines) insert.run(values);
    },
    async close(trx, table, by, endings) {
      if (endings.length === 0) return;
      const open = trx.updateTable(table).set({ until_position: 0 }).where(IS_OPEN);
      const any = by.includes('part') ? open.where(IS_VALUE) : open;
      const close = prepare(by.reduce((update, column) => update.where(column, '=', ''), any).compile().sql);
      for (const { of, at } of endings) close.run(at, ...of);
    },
  };
};

const hasTable = (file: BetterSqlite.Database, name: string): boolean =>
  file.prepare('select 1 from sqlite_master where name = ?').get(name) !== undefined;

const readModels: FileKind = {
  probe: 'select name, generation, version, state, cursor, position from generations',
  damaged: (path, what, options) => new ReadModelsDamaged(path, what, options),
  missing: (path) => new ReadModelsMissing(path),
};

/** Several processes may start at once: each waits here until the one before it has created the tables. */
export const STARTING_LOCK = sql`select pg_advisory_xact_lock(7237)`;

export const openPostgres = async (place: PostgresPlace): Promise<Engine> => {
  const pool = openPool(place);
  const db: Database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  await db.transaction().execute(async (trx) => {
    await STARTING_LOCK.execute(trx);
    await createGenerations(trx);
    await createOwner(trx);
  });

  return {
    db,
    pool,
    owner: ownerOf(db),
    text: sql`text collate "C"`,
    tokens: tokensInPostgres(db),
    hasOutlines: true,
    gate: new WriteGate(),
    among: (column, values) => sql`${sql.ref(column)} = any(${values})`,
    async insert(trx, table, columns, lines) {
      if (lines.length === 0) return;
      const arrays = columns.map((column, index) => {
        const type = column.endsWith('_position') ? sql`bigint[]` : sql`text[]`;
        return sql`${lines.map((line) => line[index])}::${type}`;
      });
      await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
        select * from unnest(${sql.join(arrays)})`.execute(trx);
    },
    async close(trx, table, by, endings) {
      if (endings.length === 0) return;
      const columns = by.map((column) => sql.ref(column));
      const arrays = by.map((_, n) => sql`${endings.map(({ of }) => of[n])}::text[]`);
      const same = columns.map((column) => sql`version.${column} = ending.${column}`);
      await sql`update ${sql.table(table)} as version set until_position = ending.at
        from unnest(${sql.join(arrays)}, ${endings.map(({ at }) => at)}::bigint[]) as ending (${sql.join(columns)}, at)
        where ${sql.join(same, sql` and `)} and version.until_position = ${OPEN_END}`.execute(trx);
    },
  };
};
