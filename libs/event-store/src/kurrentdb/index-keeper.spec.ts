import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { EventIdConflict, WrongExpectedRevision, type EventStore } from '@jwg/event-sourcing';
import { jsonEvent, KurrentDBClient, START } from '@kurrent/kurrentdb-client';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKurrentDouble, type KurrentDouble } from '../../../../test/kurrentdb.js';
import { newEvent } from '../testing/naive-ledger.js';
import { Connection } from './connection.js';
import { INDEX_FILE } from './index-file.js';
import { StreamTaken, StreamWouldForget } from './refusals.js';
import { Ledger, until } from './testing/server.js';

describe('The KurrentDB ledger with its index in a folder', () => {
  let [folder, path, data] = ['', '', ''];
  let double: KurrentDouble;
  let warned: jest.SpiedFunction<typeof process.emitWarning>;
  let reads: jest.SpiedFunction<Connection['readAll']>;

  /** A ledger of three blocks and a bit, for all specs that only read it: as text, with the file of its index. */
  let ledger: Ledger;
  let events: string[];
  let whole: Buffer;

  /** Appends to streams of 100 events each. */
  const grow = async (store: EventStore, from: number, to: number) => {
    for (let next = from; next < to; next += 100)
      await store.append([
        { stream: `s${next}`, expected: 'noStream', events: Array.from({ length: 100 }, (_, n) => newEvent(next + n)) },
      ]);
  };
  /** One text for each event; toEqual takes seconds for so many objects. */
  const everything = async (store: EventStore) =>
    (await store.readAll(undefined, 100_000)).map(({ position, cursor, id }) => `${position} ${cursor} ${id}`);
  const open = (of = ledger, options = {}) => of.store({ index: { folder }, ...options });
  const readsFromTheStart = () => reads.mock.calls.filter(([from]) => from === START).length;
  const said = () => warned.mock.calls.map(([, of]) => of as unknown);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'index-'));
    [path, data] = [join(folder, INDEX_FILE), join(folder, 'log')];
    double = await startKurrentDouble({ data });
    ledger = new Ledger(double);
    const store = await open();
    await grow(store, 0, 3_100);
    events = await everything(store);
    await ledger.close();
    whole = readFileSync(path);
  });
  afterAll(async () => {
    await double.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    warned = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    reads = jest.spyOn(Connection.prototype, 'readAll');
    writeFileSync(path, whole);
  });
  afterEach(async () => {
    warned.mockRestore();
    reads.mockRestore();
    await ledger.close();
  });

  it('reads only what is newer than its last whole block, and counts alike', async () => {
    const again = await open();
    expect(readsFromTheStart()).toBe(0);
    expect(await everything(again)).toEqual(events);
    expect(await again.readStream('s100', 98)).toMatchObject([{ position: 198 }, { position: 199 }]);
    const taken = { stream: 'new', expected: 'noStream', events: [newEvent(7)] } as const;
    await expect(again.append([taken])).rejects.toThrow(EventIdConflict);
    const wrong = { stream: 's100', expected: 98, events: [newEvent(99_999)] };
    await expect(again.append([wrong])).rejects.toThrow(WrongExpectedRevision);
    expect(said()).toEqual([]);
  });

  it('counts alike after its file was cut off anywhere, and makes it whole again', async () => {
    for (const part of [0, 0.3, 0.9999]) {
      truncateSync(path, Math.floor(part * whole.length));
      expect(await everything(await open())).toEqual(events);
      await ledger.close();
      expect(readFileSync(path).equals(whole)).toBe(true);
    }
  });

  it.each([
    ['is another ledger’s', (bytes: Buffer) => bytes.fill(7, 0, 10), 'OTHER_LEDGER'],
    ['is damaged', (bytes: Buffer) => bytes.fill(7, 90_000), 'NOT_WHOLE'],
  ])('reads the log, and says so, when the file %s', async (_, harmed, code) => {
    writeFileSync(path, harmed(Buffer.from(whole)));
    expect(await everything(await open())).toEqual(events);
    expect(said()).toEqual([{ type: 'LedgerIndexRebuilt', code }]);
  });

  it('writes nothing where it may only read, and opens where nothing can be kept', async () => {
    truncateSync(path, whole.length - 1);
    await open(ledger, { index: { folder, readOnly: true } });
    await ledger.close();
    expect(statSync(path).size).toBe(whole.length - 1);
    const store = await open(ledger, { index: { folder: path } });
    expect((await store.last())?.position).toBe(3_099);
    expect(said()).toContainEqual({ type: 'LedgerIndexNotKept', code: 'ENOTDIR' });
  });

  it('knows of others’ streams, and of settings, from before its last block', async () => {
    const client = KurrentDBClient.connectionString(double.url);
    const mine = new Ledger(double);
    const store = await open(mine);
    const theirs = `${mine.prefix}theirs`;
    await client.appendToStream(theirs, [jsonEvent({ type: 'Theirs', data: {} })], { streamState: 'no_stream' });
    await client.setStreamMetadata(`${mine.prefix}s100`, { maxCount: 1_000 });
    await grow(store, 10_000, 11_200);
    await mine.close();
    await expect(open(mine)).rejects.toThrow(StreamWouldForget);
    await client.setStreamMetadata(`${mine.prefix}s100`, {});
    await client.dispose();
    reads.mockClear();
    const again = await open(mine);
    expect(readsFromTheStart()).toBe(0);
    const taken = { stream: 'theirs', expected: 'noStream', events: [newEvent(99_999)] } as const;
    await expect(again.append([taken])).rejects.toThrow(StreamTaken);
    await mine.close();
  });

  // The last one: it puts older data back.
  it('does not believe an index of newer data than the server has', async () => {
    const mine = new Ledger(double);
    const store = await open(mine);
    const older = join(folder, 'older');
    await grow(store, 20_000, 20_300);
    copyFileSync(data, older);
    await grow(store, 21_000, 22_000);
    await mine.close();
    copyFileSync(older, data);
    await double.restart();
    let again: EventStore | undefined;
    await until(async () => (again = await open(mine).catch(() => undefined)) !== undefined);
    expect(await everything(again!)).toHaveLength(300);
    expect(said().at(-1)).toEqual({ type: 'LedgerIndexRebuilt', code: 'NOT_IN_LOG' });
    await mine.close();
  });
});
