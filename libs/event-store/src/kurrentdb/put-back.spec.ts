import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { LedgerPutBack, type EventStore } from '@jwg/event-sourcing';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKurrentDouble, type KurrentDouble } from '../../../../test/kurrentdb.js';
import { newEvent } from '../testing/naive-ledger.js';
import { Ledger, until } from './testing/server.js';

const appendOne = (store: EventStore, n: number) =>
  store.append([{ stream: `s${n}`, expected: 'noStream', events: [newEvent(n)] }]);

describe('The KurrentDB ledger, when an older copy of the server’s data is put back,', () => {
  let folder: string;
  let [data, older] = ['', ''];
  let double: KurrentDouble;
  let ledger: Ledger;
  let warned: jest.SpiedFunction<typeof process.emitWarning>;
  beforeEach(async () => {
    warned = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    folder = mkdtempSync(join(tmpdir(), 'kurrentdb-'));
    [data, older] = [join(folder, 'log'), join(folder, 'older')];
    double = await startKurrentDouble({ data });
    ledger = new Ledger(double);
  });
  afterEach(async () => {
    warned.mockRestore();
    await ledger.close();
    await double.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says so under running processes, is not ready, and writes nothing', async () => {
    const store = await ledger.store({ answerWithinMs: 1_800 });
    for (let n = 0; n < 5; n += 1) await appendOne(store, n);
    copyFileSync(data, older);
    for (let n = 5; n < 10; n += 1) await appendOne(store, n);
    copyFileSync(older, data);
    await double.restart();
    const { size } = double;
    // Until the server is found, an append is only unavailable; and a new stream would fit there.
    await until(() => appendOne(store, 20).catch((error: unknown) => error instanceof LedgerPutBack) as never);
    const words = /knew the ledger up to position 9, and the ledger has 5 events now/;
    await expect(appendOne(store, 21)).rejects.toThrow(words);
    await expect(store.readAll(undefined, 5)).rejects.toThrow(words);
    await expect(store.readStream('s7')).rejects.toThrow(words);
    expect(store.health!()!.unreadable).toMatchObject({ forGood: true });
    expect(double.size).toBe(size);
    expect(warned.mock.calls).toEqual([[expect.any(LedgerPutBack)]]);
  });

  it('also when the place of the last event that was seen holds another one by now', async () => {
    const store = await ledger.store();
    copyFileSync(data, older);
    for (let n = 0; n < 5; n += 1) await appendOne(store, n);
    copyFileSync(older, data);
    await double.restart();
    let other: EventStore | undefined;
    await until(async () => (other = await ledger.store().catch(() => undefined)) !== undefined);
    for (let n = 10; n < 20; n += 1) await appendOne(other!, n);
    await until(() => store.readAll(undefined, 5).catch((error: unknown) => error instanceof LedgerPutBack) as never);
    await expect(appendOne(store, 30)).rejects.toThrow(
      /up to position 4, and the ledger has (another event there|\d+ events) now/,
    );
    expect(await other!.readAll(undefined, 100)).toHaveLength(10);
  });

  it('goes on after a restart that kept everything', async () => {
    const store = await ledger.store();
    await appendOne(store, 0);
    await double.restart();
    await until(async () => (await appendOne(store, 1).catch(() => [])).length === 1);
    expect(await store.readAll(undefined, 5)).toHaveLength(2);
    expect(store.health!()!.unreadable).toBeUndefined();
  });
});
