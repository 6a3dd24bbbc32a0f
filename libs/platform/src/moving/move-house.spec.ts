import { afterAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { carryIntoEffect } from '@jwg/domain';
import { openAdapters } from '../opening/open-adapters.js';
import { ProofFolder } from '../proving/proof-folder.js';
import { Platform } from '../platform.js';
import { moveHouse } from './move-house.js';
import { UnfitSource } from './open-source.js';

const root = mkdtempSync(join(tmpdir(), 'jwg-moving-'));
afterAll(() => rmSync(root, { recursive: true }));
const place = (name: string) => ({ folder: join(root, name) });

const fill = async (name: string, events: number): Promise<void> => {
  const source = await Platform.open(place(name));
  const said = Array.from({ length: events }, (_, n) => ({
    id: randomUUID(),
    type: 'Said',
    schemaVersion: 1,
    data: { n },
    metadata: {},
    recordedAt: '2024-05-16T00:00:00.000Z',
  }));
  await source.store.append([{ stream: 'talk-1', expected: 'noStream', events: said }]);
  await source.catchUp();
  await source.close();
};

/** How many events are in the ledger, and up to which the policies are done. */
const stateOf = async (name: string) => {
  const { store, rows, books } = await openAdapters(place(name));
  const events = (await store.readAll(undefined, 10_000)).length;
  const done = (await books.checkpoint(carryIntoEffect.name).get())?.position;
  await store.close();
  await books.close();
  await rows.close();
  return { events, done };
};

describe('Moving house', () => {
  it('copies the policy’s checkpoint with the events, and resumes wherever it was interrupted', async () => {
    await fill('home', 1_203);
    const cutOff = (doing: string, events: number) => {
      if (doing === 'copying' && events === 1_000) throw new Error('cut off');
    };
    await expect(moveHouse(place('home'), place('there'), { moving: cutOff })).rejects.toThrow('cut off');
    expect(await stateOf('there')).toEqual({ events: 1_000, done: 999 });
    expect(await moveHouse(place('home'), place('there'))).toMatchObject({ events: 1_203, alreadyThere: 1_000 });
    expect(await stateOf('there')).toEqual({ events: 1_203, done: 1_202 });
  });

  it('takes the secret along, so that a command that comes again there is known', async () => {
    await fill('home2', 3);
    await moveHouse(place('home2'), place('there2'));
    const secretOf = async (name: string) => {
      const { store, rows, books } = await openAdapters(place(name));
      for (const it of [store, books, rows]) await it.close();
      return books.secret.value;
    };
    expect(await secretOf('there2')).toBe(await secretOf('home2'));
  });

  it('takes the key and the tree along to another folder, where the same log goes on', async () => {
    await fill('home3', 3);
    const before = new ProofFolder(join(root, 'home3', 'proof'));
    await moveHouse(place('home3'), place('there3'));
    const after = new ProofFolder(join(root, 'there3', 'proof'));
    expect(after.latest()).toEqual(before.latest());
    const target = await Platform.open(place('there3'));
    const more = { type: 'Said', schemaVersion: 1, data: {}, metadata: {}, recordedAt: '2024-05-16T00:00:00.000Z' };
    await target.store.append([{ stream: 'talk-1', expected: 2, events: [{ ...more, id: randomUUID() }] }]);
    await target.catchUp();
    await target.close();
    expect(after.latest()!.head).toMatchObject({ size: 4, origin: before.key().origin });
  });

  it('makes neither source nor target where there is no ledger, and no target for an empty one', async () => {
    await expect(moveHouse(place('typo'), place('target'))).rejects.toMatchObject({ name: 'LedgerMissing' });
    await (await Platform.open(place('empty'))).close();
    await expect(moveHouse(place('empty'), place('target'))).rejects.toThrow(UnfitSource);
    expect(['typo', 'target'].map((name) => existsSync(join(root, name)))).toEqual([false, false]);
  });

  it('refuses followers’ checkpoints that are ahead of the ledger beside them', async () => {
    await fill('long', 20);
    await fill('short', 10);
    for (const end of ['', '-wal', '-shm']) rmSync(join(root, 'short', `followers.db${end}`), { force: true });
    copyFileSync(join(root, 'long', 'followers.db'), join(root, 'short', 'followers.db'));
    await expect(moveHouse(place('short'), place('target'))).rejects.toMatchObject({
      name: 'LedgerPutBack',
      message: expect.stringContaining('up to position 19, and the ledger has 10 events now'),
    });
    expect(existsSync(join(root, 'target'))).toBe(false);
  });
});
