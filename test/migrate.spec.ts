import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Platform, type LedgerPlace } from '@jwg/platform';
import { projections } from '@jwg/read-models';
import { spawnKurrentDouble, type KurrentDoubleProcess } from './kurrentdb.js';
import { databases, type Place } from './postgres.js';
import { cli, dataFolder } from './server.js';

// The other store is a protocol test double of KurrentDB, not KurrentDB, unless KURRENTDB_URL names a real one.
const postgres = (await databases()).find(({ name }) => name === 'PostgreSQL');
const jwg = join(import.meta.dirname, '..', 'tools', 'jwg.ts');
const prefix = `migrate-${Date.now()}.`;

let double: KurrentDoubleProcess | undefined;
let there: LedgerPlace & { readonly kurrentdb: { url: string; prefix: string } };
const [home, back] = [dataFolder(), dataFolder()];

beforeAll(async () => {
  if (!process.env.KURRENTDB_URL) double = await spawnKurrentDouble();
  const kurrentdb = { url: process.env.KURRENTDB_URL ?? double!.url, prefix };
  const { postgres: url } = (await postgres?.fresh()) as Extract<Place, { postgres: string }>;
  there = { folder: home.folder, kurrentdb, postgres: { url, pool: 4, statementTimeoutMs: 30_000 } };
  expect(await cli(['demo', '--once', '--data', home.folder])).toMatchObject({ code: 0 });
}, 120_000);

afterAll(async () => {
  await double?.kill();
  home.remove();
  back.remove();
});

const migrate = (from: string, to: string, { within = prefix, ...env }: Record<string, string> = {}) =>
  cli(['migrate', '--from', from, '--to', to, '--prefix', within, '--json'], {
    JWG_POSTGRES_URL: there.postgres!.url,
    ...env,
  });

/** Every row of every read model, and how far the policies are. */
const rowsOf = async (house: LedgerPlace) => {
  const platform = await Platform.open(house);
  try {
    const position = await platform.rows.position(...projections);
    const reader = platform.rows.at(position, { wholeLedger: true });
    return {
      position,
      effects: (await platform.books.checkpoint('carry_into_effect').get())?.position,
      rows: Object.fromEntries(
        await Promise.all(projections.map(async (it) => [it.name, await reader.find(it)] as const)),
      ),
    };
  } finally {
    await platform.close();
  }
};

/** What is signed, and proofs of it. */
const proofsOf = async (house: LedgerPlace) => {
  const platform = await Platform.open(house);
  try {
    await platform.catchUp();
    const proofs = platform.proofs!;
    const { tiles, cosignatures } = proofs;
    const { size } = await proofs.inclusion(0);
    return {
      keys: await cosignatures.keys(),
      checkpoint: await cosignatures.latest(),
      inclusion: await proofs.inclusion(size - 3),
      consistency: await proofs.consistency(7),
      leaves: await tiles.tile(`tile/0/000.p/${size % 256}`),
      entries: await tiles.tile(`tile/entries/000.p/${size % 256}`),
    };
  } finally {
    await platform.close();
  }
};

(postgres ? describe : describe.skip)('Moving house', () => {
  it('to KurrentDB and back, killed on the way, keeps every event and every read model', async () => {
    const child = spawn(
      process.execPath,
      [jwg, 'migrate', '--from', home.folder, '--to', there.kurrentdb.url, '--prefix', prefix],
      { env: { ...process.env, JWG_POSTGRES_URL: there.postgres!.url }, stdio: 'ignore' },
    );
    setTimeout(() => child.kill('SIGKILL'), 1_200);
    await once(child, 'exit');

    const out = await migrate(home.folder, there.kurrentdb.url, { JWG_KURRENTDB_URL_FILE: '/nowhere' });
    expect(out).toMatchObject({ code: 0 });
    const secret = join(home.folder, 'kurrentdb-url');
    writeFileSync(secret, there.kurrentdb.url);
    const home2 = await migrate('kurrentdb', back.folder, { JWG_KURRENTDB_URL_FILE: secret });
    expect(home2).toMatchObject({ code: 0 });
    const [moved, returned] = [out, home2].map(
      ({ stdout }) => JSON.parse(stdout) as { digest: string; events: number },
    );
    expect(returned).toMatchObject({ digest: moved!.digest, events: moved!.events, alreadyThere: 0 });

    const [here, cluster, again] = [
      await rowsOf({ folder: home.folder }),
      await rowsOf(there),
      await rowsOf({ folder: back.folder }),
    ];
    expect(here.rows.commitments!.length).toBeGreaterThan(10);
    expect(cluster).toEqual(here);
    expect(again).toEqual(here);
    const signed = await proofsOf({ folder: home.folder });
    expect(signed.checkpoint).toContain(signed.keys![0]!.split('+')[0]);
    expect([signed.leaves!.length % 32, signed.inclusion.size]).toEqual([0, here.position + 1]);
    for (const house of [there, { folder: back.folder }]) expect(await proofsOf(house)).toEqual(signed);
  }, 120_000);

  it('refuses a target that holds another ledger, and leaves it as it is', async () => {
    const other = dataFolder();
    await cli(['import', join(import.meta.dirname, '../docs/examples/cpec/1-forums.yaml'), '--data', other.folder]);
    const before = await rowsOf({ folder: other.folder });
    const { code, stderr } = await migrate(home.folder, other.folder);
    expect([code, stderr]).toEqual([3, expect.stringContaining('holds another ledger')]);
    expect(await rowsOf({ folder: other.folder })).toEqual(before);
    other.remove();
  }, 60_000);

  it('refuses a folder whose server is running, without PostgreSQL for the read models, and the same place twice', async () => {
    const platform = await Platform.open({ folder: home.folder });
    expect(await migrate(home.folder, back.folder)).toMatchObject({ code: 5 });
    await platform.close();
    expect(await cli(['migrate', '--from', home.folder, '--to', there.kurrentdb.url])).toMatchObject({ code: 2 });
    expect(await cli(['migrate', '--from', home.folder, '--to', home.folder])).toMatchObject({ code: 2 });
  }, 60_000);

  it('refuses a source that does not exist or is empty, and makes no target', async () => {
    const nothing = dataFolder();
    const [typo, fresh] = [join(nothing.folder, 'demodata'), join(nothing.folder, 'fresh')];
    const { code, stderr } = await migrate(typo, fresh);
    expect([code, stderr]).toEqual([5, expect.stringContaining('There is no ledger')]);
    const astray = await migrate(there.kurrentdb.url, fresh, { within: 'misspelt.' });
    expect(astray.code).toBe(5);
    expect(astray.stderr).not.toMatch(/^ +at /m);
    expect([typo, fresh].filter(existsSync)).toEqual([]);
    nothing.remove();
  }, 60_000);

  it('refuses a target whose followers another process runs', async () => {
    const { postgres: url } = (await postgres!.fresh()) as Extract<Place, { postgres: string }>;
    const other: LedgerPlace = {
      folder: home.folder,
      kurrentdb: { ...there.kurrentdb, prefix: `busy-${prefix}` },
      postgres: { ...there.postgres!, url },
    };
    const worker = await Platform.open(other);
    worker.start();
    const { code, stderr } = await migrate(home.folder, there.kurrentdb.url, {
      within: `busy-${prefix}`,
      JWG_POSTGRES_URL: url,
    });
    expect([code, stderr]).toEqual([5, expect.stringContaining('Stop the target’s workers')]);
    expect(await worker.store.readAll(undefined, 1)).toEqual([]);
    await worker.close();
  }, 60_000);

  it('says what PostgreSQL said about a missing database', async () => {
    const url = new URL(there.postgres!.url);
    url.pathname = '/no_such_database';
    const { code, stderr } = await migrate(home.folder, there.kurrentdb.url, { JWG_POSTGRES_URL: url.href });
    // Before it stands, where need be, that the folder had the index of another ledger.
    const { detail } = JSON.parse(stderr.slice(stderr.indexOf('{'))) as { detail: string };
    expect([code, detail]).toEqual([5, expect.stringContaining('"no_such_database" does not exist')]);
  }, 60_000);
});
