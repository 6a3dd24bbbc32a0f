import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forum } from '@jwg/domain';
import { v4 } from 'uuid';
import { startKurrentDouble, type KurrentDouble } from '../../../../test/kurrentdb.js';
import { startPostgres, type OwnServer } from '../../../../test/postgres.js';
import { moveHouse } from '../moving/move-house.js';
import { openStore } from './open-adapters.js';
import { Platform } from '../platform.js';
import type { Settings } from '../settings/settings.js';

let postgres: OwnServer;
let kurrent: KurrentDouble; // a protocol test double, not KurrentDB
const folders: string[] = [];

const place = (prefix?: string): Settings => {
  const folder = mkdtempSync(join(tmpdir(), 'jwg-whose-'));
  folders.push(folder);
  return {
    folder,
    postgres: { url: postgres.url, pool: 2, statementTimeoutMs: 30_000 },
    ...(prefix !== undefined && { kurrentdb: { url: kurrent.url, prefix } }),
  };
};
const establish = async ({ ledger }: Platform, name: string) => {
  const sides = ['PK', 'CN'].map((side) => ({ side, name: { en: side } }));
  const data = { forum: name, name: { en: name }, level: 'workingGroup' as const, sides };
  const by = { actor: { id: 'recorder', role: 'recorder' as const }, commandId: v4() };
  await ledger.transact(forum, name, { type: 'EstablishForum', data }, {}, by);
};
/** Opens, works and closes. */
const using = async (settings: Settings, work: (platform: Platform) => Promise<unknown> = async () => {}) => {
  const platform = await Platform.open(settings);
  await work(platform).finally(() => platform.close());
};

describe('read models in PostgreSQL', () => {
  beforeAll(async () => {
    [postgres, kurrent] = await Promise.all([startPostgres(), startKurrentDouble()]);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([postgres.stop(), kurrent.stop()]);
    folders.forEach((it) => rmSync(it, { recursive: true, force: true }));
  });

  it('are opened only with the ledger that they belong to', async () => {
    const refused = { name: 'AnotherLedger', message: expect.stringContaining('prefix jwg.') };
    await using(place('jwg.')); // still empty
    await expect(using(place('jgw.'))).rejects.toMatchObject(refused);
    await using(place('jwg.'), (platform) => establish(platform, 'st'));
    await using(place('jwg.'), (platform) => platform.catchUp());
    await expect(using(place('jgw.'))).rejects.toMatchObject(refused);
    await expect(using({ ...place('jgw.'), readOnly: true })).rejects.toMatchObject(refused);
    await expect(using(place())).rejects.toMatchObject(refused);
    await using({ ...place('jwg.'), readOnly: true });
  }, 60_000);

  it('of another ledger stop a move before anything is copied', async () => {
    const { folder } = place();
    await using({ folder }, (platform) => establish(platform, 'st'));
    const target = place('moved.');
    await expect(moveHouse({ folder }, target)).rejects.toMatchObject({ name: 'AnotherLedger' });
    const store = await openStore(target);
    expect(await store.readAll(undefined, 1)).toEqual([]);
    await store.close();
  }, 60_000);

  it('are not opened with another server under the same name', async () => {
    const another = await startKurrentDouble();
    try {
      const there = { ...place(), kurrentdb: { url: another.url, prefix: 'jwg.' } };
      await expect(using(there)).rejects.toMatchObject({
        name: 'LedgerPutBack',
        message: expect.stringContaining('up to position 0, and the ledger has 0 events now'),
      });
      const own = { folder: place().folder, kurrentdb: there.kurrentdb };
      await using(own, (platform) => establish(platform, 'gwadar'));
      await expect(using(there)).rejects.toMatchObject({ name: 'AnotherLedger' });
    } finally {
      await another.stop();
    }
  }, 60_000);
});
