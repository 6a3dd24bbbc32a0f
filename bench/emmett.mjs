import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;

// Installed on first use, so that only benchmarks wait for it. sqlite3 is compiled if there is no prebuilt binary.
if (!existsSync(join(here, 'node_modules', '.package-lock.json'))) {
  process.stderr.write('Installing what the benchmarks compare with (bench/package.json, a minute) …\n');
  const { status } = spawnSync('npm', ['ci', '--prefix', here, '--silent'], { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('The benchmarks could not install what they compare with');
}
const peer = (name) => import(name);
const { getSQLiteEventStore, sqliteConnection, sqliteProjection } = await peer('@event-driven-io/emmett-sqlite');
const { default: pg } = await peer('pg');
const { getPostgreSQLEventStore } = await peer('@event-driven-io/emmett-postgresql');

/**
 * Emmett's SQLite store over one open connection, which is faster than its default of reopening the file for each
 * append; `synchronous` is SQLite's setting of that name.
 */
export const openEmmettSqlite = async (fileName, synchronous = 'FULL') => {
  const connection = sqliteConnection({ fileName });
  await connection.command(`PRAGMA synchronous = ${synchronous}`);
  await connection.command('PRAGMA cache_size = -65536');
  const store = getSQLiteEventStore({ fileName, connectionOptions: { singleton: true, connection } });
  await store.schema.migrate();
  return { store, connection, append: appendTo(store), close: () => connection.close() };
};

/** Emmett's PostgreSQL store over pg's pool of ten connections, its default. */
export const openEmmettPostgres = async (url) => {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  pool.on('error', () => {}); // a connection that is closing when the server stops
  const store = getPostgreSQLEventStore(url, { connectionOptions: { pooled: true, pool } });
  await store.schema.migrate();
  return { append: appendTo(store), close: () => pool.end() };
};

/** Appends the same events to the same streams. */
const appendTo = (store) => (stream, length, events) =>
  store.appendToStream(
    stream,
    events.map(({ type, data, metadata }) => ({ type, data, metadata })),
    { expectedStreamVersion: BigInt(length) },
  );

export { sqliteProjection };
