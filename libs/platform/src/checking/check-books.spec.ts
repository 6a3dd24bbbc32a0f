import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forum } from '@jwg/domain';
import { v4 } from 'uuid';
import { openStore } from '../opening/open-adapters.js';
import { Platform } from '../platform.js';
import { settingsIn } from '../settings/settings-in.js';
import { checkSettings } from './check-settings.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jwg-check-books-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const using = async (work: (platform: Platform) => Promise<unknown>) => {
  const platform = await Platform.open({ folder });
  await work(platform).finally(() => platform.close());
};
const establish = async ({ ledger }: Platform) => {
  const sides = ['PK', 'CN'].map((side) => ({ side, name: { en: side } }));
  const data = { forum: 'st', name: { en: 'st' }, level: 'workingGroup' as const, sides };
  const by = { actor: { id: 'recorder', role: 'recorder' as const }, commandId: v4() };
  await ledger.transact(forum, 'st', { type: 'EstablishForum', data }, {}, by);
};
/** The findings about the followers, and whether the folder is unchanged. */
const check = async () => {
  const filesOf = () => readdirSync(folder).filter((it) => !/-(wal|shm)$/.test(it));
  const before = filesOf();
  const findings = await checkSettings(settingsIn({ JWG_DATA: folder }));
  expect(filesOf()).toEqual(before);
  return findings.find(({ what }) => what === 'Followers');
};

describe('The check of the followers’ books in a data folder', () => {
  it('has nothing to look at before the first start', async () => {
    expect(await check()).toBeUndefined();
  });

  it('finds them well, whether or not there are events', async () => {
    await using(async () => {});
    expect(await check()).toMatchObject({ ok: true, found: 'no policy has handled an event yet' });
    await using(establish);
    await using((platform) => platform.catchUp());
    expect(await check()).toMatchObject({ ok: true, found: expect.stringContaining('says how far the policies are') });
  });

  it('finds that they are ahead of an older ledger.db that was put back', async () => {
    await using(establish);
    await using((platform) => platform.catchUp());
    for (const it of readdirSync(folder)) if (it.startsWith('ledger.db')) rmSync(join(folder, it));
    await (await openStore({ folder })).close();
    expect(await check()).toMatchObject({
      ok: false,
      found: expect.stringContaining('up to position 0, and the ledger has 0 events now'),
    });
  });

  it('finds that they are lost, or cannot be used', async () => {
    await using(async (platform) => {
      await establish(platform);
      await platform.catchUp();
    });
    for (const it of readdirSync(folder)) if (it.startsWith('followers.db')) rmSync(join(folder, it));
    expect(await check()).toMatchObject({ ok: false, mend: expect.stringContaining('restore it from a backup') });
    writeFileSync(join(folder, 'followers.db'), 'garbage '.repeat(1_000));
    expect(await check()).toMatchObject({ ok: false, found: expect.stringContaining('followers.db cannot be used') });
  });
});
