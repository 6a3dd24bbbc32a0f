import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forum } from '@jwg/domain';
import { foldedRows, projections } from '@jwg/read-models';
import { v4 } from 'uuid';
import { Platform } from '../platform.js';
import { readiness } from '../health/readiness.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jwg-put-back-'));
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const establish = ({ ledger }: Platform, name: string) => {
  const sides = ['PK', 'CN'].map((side) => ({ side, name: { en: side } }));
  const data = { forum: name, name: { en: name }, level: 'workingGroup' as const, sides };
  const by = { actor: { id: 'recorder', role: 'recorder' as const }, commandId: v4() };
  return ledger.transact(forum, name, { type: 'EstablishForum', data }, {}, by);
};
/** Opens the folder, works, lets the followers catch up, and closes it. */
const using = async <T>(work: (platform: Platform) => Promise<T>): Promise<T> => {
  const platform = await Platform.open({ folder });
  try {
    const result = await work(platform);
    await platform.catchUp();
    return result;
  } finally {
    await platform.close();
  }
};
const establishAll = (...names: string[]) =>
  using(async (platform) => {
    for (const name of names) await establish(platform, name);
  });
const at = (name: string) => join(folder, name);
const remove = (...names: string[]) =>
  names.forEach((name) => ['', '-wal', '-shm'].forEach((end) => rmSync(at(name) + end, { force: true })));
const putBack = () => {
  remove('ledger.db');
  copyFileSync(at('older.db'), at('ledger.db'));
};

describe('A data folder into which an older ledger.db was put back', () => {
  beforeEach(async () => {
    await establishAll('a', 'b');
    copyFileSync(at('ledger.db'), at('older.db'));
    await establishAll('c', 'd', 'e');
    putBack();
  });

  const refused = (words: RegExp) => ({ name: 'LedgerPutBack', message: expect.stringMatching(words) });

  it('is not opened: the refusal says what was handled, what is there and the way out, and nothing changes', async () => {
    const files = ['ledger.db', 'read-models.db', 'followers.db'];
    const before = files.map((name) => readFileSync(at(name)));
    const words = /had handled the ledger up to position 4, and the ledger has 2 events now.*without read-models\.db/;
    await expect(Platform.open({ folder })).rejects.toMatchObject(refused(words));
    await expect(Platform.open({ folder, readOnly: true })).rejects.toMatchObject(refused(words));
    expect(files.map((name) => readFileSync(at(name)))).toEqual(before);
  });

  it('is not opened either by what the policies have handled alone, or when the ledger is long enough again', async () => {
    remove('read-models.db');
    await expect(Platform.open({ folder })).rejects.toMatchObject(refused(/position 4, and the ledger has 2 events/));
    const followers = readFileSync(at('followers.db'));
    remove('followers.db');
    await establishAll('v', 'w', 'x', 'y', 'z');
    await using(async ({ books }) => expect((await books.checkpoints()).size).toBe(1));
    remove('followers.db');
    writeFileSync(at('followers.db'), followers);
    await expect(Platform.open({ folder })).rejects.toMatchObject(refused(/position 4, and .* another event there/));
  });

  it('goes on by the way out that the refusal names', async () => {
    remove('read-models.db', 'followers.db');
    await establishAll('f');
    await using(async ({ store, rows }) => {
      const events = await store.readAll(undefined, 100);
      expect(events.map(({ stream }) => stream)).toEqual(['forum-a', 'forum-b', 'forum-f']);
      const position = await rows.position(...projections);
      const [kept, fresh] = [rows.at(position, { wholeLedger: true }), foldedRows(events as never, projections)];
      for (const it of projections)
        expect(await kept.find(it)).toEqual(JSON.parse(JSON.stringify(await fresh.find(it))));
    });
  });
});

describe('A running server whose ledger.db was replaced by an older copy', () => {
  it('says so, is not ready, and writes nothing', async () => {
    await establishAll('a', 'b');
    copyFileSync(at('ledger.db'), at('older.db'));
    const platform = await Platform.open({ folder });
    await establish(platform, 'c');
    await platform.catchUp();
    const ready = () => readiness([], undefined, platform.store.health?.());
    expect(ready()).toMatchObject({ status: 'ready', reasons: [] });
    const older = readFileSync(at('older.db'));
    renameSync(at('older.db'), at('ledger.db'));
    await expect(establish(platform, 'd')).rejects.toMatchObject({
      name: 'LedgerPutBack',
      message: expect.stringContaining('knew the ledger up to position 2, and the ledger has 2 events now'),
    });
    expect(ready()).toMatchObject({ status: 'notReady', reasons: [expect.stringContaining('another one is in its')] });
    await expect(platform.catchUp()).rejects.toThrow(/LedgerPutBack|up to position 2/);
    expect(readFileSync(at('ledger.db'))).toEqual(older);
    await platform.close();
  });
});

describe('A running server whose data folder is moved away', () => {
  it('acknowledges nothing, is not ready, and goes on when the same folder is back', async () => {
    const platform = await Platform.open({ folder });
    await establish(platform, 'a');
    renameSync(folder, `${folder}-away`);
    const ready = () => readiness([], undefined, platform.store.health?.());
    expect(ready()).toMatchObject({ status: 'notReady', reasons: [expect.stringContaining('its file is gone')] });
    await expect(establish(platform, 'b')).rejects.toMatchObject({ name: 'StoreUnavailable' });
    renameSync(`${folder}-away`, folder);
    expect(ready()).toMatchObject({ status: 'ready' });
    expect((await establish(platform, 'b')).events).toMatchObject([{ position: 1 }]);
    await platform.close();
  });
});
