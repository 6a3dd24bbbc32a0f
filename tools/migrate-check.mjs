/**
 * `npm run migrate:check [-- --events 100000]`: moves a made-up ledger to the other store and back, killed with -9 once on
 * each way, and compares digests and read models. The other store is KURRENTDB_URL's server, or else a protocol test
 * double of KurrentDB, which is not KurrentDB; the read models there are in a PostgreSQL started for it.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { startPostgres } from '../bench/postgres.mjs';
import { ensureBuilt } from './build.mjs';
import { withoutSecrets } from './without-secrets.mjs';

const { values } = parseArgs({ options: { events: { type: 'string', default: '100000' } } });
const events = Number(values.events);

await ensureBuilt();
const { Platform } = await import('../dist/libs/platform/src/index.js');
const { projections } = await import('../dist/libs/read-models/src/index.js');
const { writeLedger } = await import('../bench/ledger.mjs');
const { startKurrentDouble } = await import('./kurrentdb-double/double.mjs');

const root = mkdtempSync(join(tmpdir(), 'jwg-migrate-'));
const [home, back] = ['home', 'back'].map((name) => join(root, name));
const double = process.env.KURRENTDB_URL ? undefined : await startKurrentDouble();
const url = process.env.KURRENTDB_URL ?? double.url;
console.log(
  double ? 'The other store is a protocol test double, not KurrentDB.' : `The other store is ${withoutSecrets(url)}.`,
);
const postgres = await startPostgres(join(root, 'postgres', 'server'));
const prefix = `migrate-${Date.now()}.`;
const there = {
  folder: home,
  kurrentdb: { url, prefix },
  postgres: { url: postgres.url, pool: 4, statementTimeoutMs: 60_000 },
};

const migrate = (from, to, killAfterMs) =>
  new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'jwg.mjs'), 'migrate', '--from', from, '--to', to, '--prefix', prefix, '--json'],
      { env: { ...process.env, JWG_KURRENTDB_URL: url, JWG_POSTGRES_URL: postgres.url } },
    );
    let told = '';
    child.stdout.on('data', (text) => (told += text));
    child.stderr.on('data', (text) => (told += text));
    const timer = killAfterMs && setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (signal === 'SIGKILL') return resolve({ killed: true });
      if (code !== 0) return reject(new Error(told));
      resolve({ ...JSON.parse(told), seconds: Math.round((performance.now() - started) / 1000) });
    });
  });

const rowsOf = async (house) => {
  const platform = await Platform.open(house);
  const position = await platform.rows.position(...projections);
  const reader = platform.rows.at(position, { wholeLedger: true });
  const rows = {};
  for (const projection of projections) rows[projection.name] = await reader.find(projection);
  await platform.close();
  return { position, rows };
};

let failed;
try {
  mkdirSync(home);
  const source = await Platform.open({ folder: home });
  await writeLedger(source.store, { forums: 10, rounds: 20, decisions: 5, undertakings: 5, events });
  await source.catchUp();
  await source.close();

  const out = [await migrate(home, 'kurrentdb', 6_000), await migrate(home, 'kurrentdb')];
  const homeward = [await migrate('kurrentdb', back, 6_000), await migrate('kurrentdb', back)];
  const moves = [...out, ...homeward];
  for (const [n, it] of moves.entries())
    console.log(
      `${n < 2 ? 'out ' : 'back'}  ${it.killed ? 'killed after 6 s' : `${it.events} events, ${it.alreadyThere} there before, ${it.seconds} s  ${it.digest}`}`,
    );
  const rows = [await rowsOf({ folder: home }), await rowsOf(there), await rowsOf({ folder: back })];
  const digests = new Set(moves.filter(({ killed }) => !killed).map(({ digest }) => digest));
  const same = isDeepStrictEqual(rows[0], rows[1]) && isDeepStrictEqual(rows[0], rows[2]);
  const count = Object.values(rows[0].rows).reduce((sum, its) => sum + its.length, 0);
  console.log(
    `${count} rows of read models up to position ${rows[0].position}: ${same ? 'the same three times' : 'NOT the same'}`,
  );
  failed = digests.size !== 1 || !same;
  console.log(failed ? 'FAILED' : 'The same ledger on both sides.');
} finally {
  await postgres.stop();
  await double?.stop();
  rmSync(root, { recursive: true, force: true });
}
process.exitCode = failed === false ? 0 : 1;
