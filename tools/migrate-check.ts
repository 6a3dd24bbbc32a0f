/**
 * `npm run migrate:check [-- --events 100000] [-- --version 23.10.8]`: migrates a made-up ledger to the other store and back, with one kill -9
 * in each direction, and compares digests and read models. The other store is KURRENTDB_URL's server, or otherwise a
 * protocol test double of KurrentDB, which is not KurrentDB (of the
 * version given; before 26.1 several streams are written run by run); its read models are in a PostgreSQL started for this
 * check.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { startPostgres } from '../bench/postgres.ts';
import type { Row } from '@jwg/event-sourcing';
import type { Settings } from '@jwg/platform';
import { ensureBuilt } from './build.ts';
import { built } from './built.ts';
import { withoutSecrets } from './without-secrets.ts';

const { values } = parseArgs({
  options: { events: { type: 'string', default: '100000' }, version: { type: 'string' } },
});
const events = Number(values.events);

await ensureBuilt();
const { Platform } = await built('platform/src/index');
const { projections } = await built('read-models/src/index');
const { writeLedger } = await import('../bench/ledger.ts');
const { startKurrentDouble } = await import('./kurrentdb-double/double.ts');

const root = mkdtempSync(join(tmpdir(), 'jwg-migrate-'));
const [home, back] = [join(root, 'home'), join(root, 'back')];
const double = process.env.KURRENTDB_URL ? undefined : await startKurrentDouble({ version: values.version });
const url = double?.url ?? process.env.KURRENTDB_URL!;
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

interface Move {
  readonly events: number;
  readonly alreadyThere: number;
  readonly digest: string;
  readonly seconds: number;
}

/** Runs `jwg migrate`; resolves to `undefined` if it was killed. */
const migrate = (from: string, to: string, killAfterMs?: number) =>
  new Promise<Move | undefined>((resolve, reject) => {
    const started = performance.now();
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'jwg.ts'), 'migrate', '--from', from, '--to', to, '--prefix', prefix, '--json'],
      { env: { ...process.env, JWG_KURRENTDB_URL: url, JWG_POSTGRES_URL: postgres.url } },
    );
    let told = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (told += text));
    const timer = killAfterMs && setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (signal === 'SIGKILL') return resolve(undefined);
      if (code !== 0) return reject(new Error(told));
      resolve({
        ...(JSON.parse(told) as Omit<Move, 'seconds'>),
        seconds: Math.round((performance.now() - started) / 1000),
      });
    });
  });

const rowsOf = async (house: Settings) => {
  const platform = await Platform.open(house);
  const position = await platform.rows.position(...projections);
  const reader = platform.rows.at(position, { wholeLedger: true });
  const rows: Record<string, readonly Row[]> = {};
  for (const projection of projections) rows[projection.name] = await reader.find(projection);
  await platform.close();
  return { position, rows };
};

let failed: boolean | undefined;
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
      `${n < 2 ? 'out ' : 'back'}  ${it === undefined ? 'killed after 6 s' : `${it.events} events, ${it.alreadyThere} there before, ${it.seconds} s  ${it.digest}`}`,
    );
  const [before, moved, returned] = [
    await rowsOf({ folder: home }),
    await rowsOf(there),
    await rowsOf({ folder: back }),
  ];
  const digests = new Set(moves.flatMap((it) => it?.digest ?? []));
  const same = isDeepStrictEqual(before, moved) && isDeepStrictEqual(before, returned);
  const count = Object.values(before.rows).reduce((sum, its) => sum + its.length, 0);
  console.log(
    `${count} rows of read models up to position ${before.position}: ${same ? 'the same three times' : 'NOT the same'}`,
  );
  failed = digests.size !== 1 || !same;
  console.log(failed ? 'FAILED' : 'The same ledger on both sides.');
} finally {
  await postgres.stop();
  await double?.stop();
  rmSync(root, { recursive: true, force: true });
}
process.exitCode = failed === false ? 0 : 1;
