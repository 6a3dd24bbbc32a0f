import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { UnknownCursor, type EventStore } from '@jwg/event-sourcing';
import { jsonEvent, KurrentDBClient } from '@kurrent/kurrentdb-client';
import { startKurrentDouble } from '../../../../test/kurrentdb.js';
import { newEvent } from '../testing/naive-ledger.js';
import { Ledger, newPrefix, serverName, startServer, until } from './testing/server.js';

const appendOne = (store: EventStore, n: number) =>
  store.append([{ stream: `s${n}`, expected: 'noStream', events: [newEvent(n)] }]);
const everything = (store: EventStore) => store.readAll(undefined, 100_000);
const numbers = (length: number) => Array.from({ length }, (_, i) => i);

describe(`Positions over ${serverName}`, () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let client: KurrentDBClient;
  let ledger: Ledger;
  beforeAll(async () => {
    server = await startServer(startKurrentDouble);
    client = KurrentDBClient.connectionString(server.url);
  });
  afterAll(async () => {
    await client.dispose();
    await server.stop();
  });
  beforeEach(() => {
    ledger = new Ledger(server);
  });
  afterEach(() => ledger.close());

  /** Events of somebody else on the same server. */
  const foreign = (count: number) =>
    client.appendToStream(
      `other-${newPrefix()}`,
      numbers(count).map((n) => jsonEvent({ type: 'SomethingElse', data: { n } })),
      { streamState: 'no_stream' },
    );

  it('are 0, 1, 2 … among system events and the events of others', async () => {
    const store = await ledger.store();
    for (const n of numbers(5)) {
      await foreign(3);
      expect(await appendOne(store, n)).toMatchObject([{ position: n }]);
    }
    await foreign(3);
    expect((await everything(store)).map(({ position }) => position)).toEqual(numbers(5));
  });

  it('are the same in every process and after a restart, as the cursors are', async () => {
    const [first, second] = [await ledger.store(), await ledger.store()];
    for (const n of numbers(10)) {
      await appendOne(n % 2 === 0 ? first : second, n);
      await foreign(1);
    }
    const events = await everything(first);
    expect(events.map(({ position }) => position)).toEqual(numbers(10));
    expect(await everything(second)).toEqual(events);
    await ledger.close();

    const again = await ledger.store();
    expect(await everything(again)).toEqual(events);
    expect((await Promise.all(numbers(10).map((n) => again.readStream(`s${n}`)))).flat()).toEqual(events);
    expect(await appendOne(again, 10)).toMatchObject([{ position: 10 }]);
  });

  it('go on from the cursor of any event, in pages of any size', async () => {
    const store = await ledger.store();
    for (const n of numbers(6)) {
      await appendOne(store, n);
      await foreign(2);
    }
    const events = await everything(store);
    for (const { cursor, position } of events)
      for (const limit of [1, 2, 100])
        expect(await store.readAll(cursor, limit)).toEqual(events.slice(position + 1, position + 1 + limit));
  });

  it('are known at once for an event that another process has just written', async () => {
    const [writer, reader] = [await ledger.store(), await ledger.store()];
    for (const n of numbers(20)) {
      const [event] = await appendOne(writer, n);
      expect(await reader.positionOf(event!.cursor)).toBe(n);
      expect(await reader.readStream(`s${n}`)).toEqual([event]);
      expect(await reader.readAll(event!.cursor, 1)).toEqual([]);
    }
  });

  it('reach a watcher when another process writes', async () => {
    const [writer, reader] = [await ledger.store(), await ledger.store()];
    const heard: number[] = [];
    reader.watch((position) => heard.push(position));
    await foreign(200);
    for (const n of numbers(5)) await appendOne(writer, n);
    await until(() => heard.at(-1) === 4);
  });

  it('are separate for each ledger, as cursors and ids are', async () => {
    const other = new Ledger(server);
    const [mine, theirs] = [await ledger.store(), await other.store()];
    await appendOne(theirs, 1);
    const [event] = await appendOne(theirs, 2);
    expect(await appendOne(mine, 2)).toMatchObject([{ position: 0 }]);
    await expect(mine.readAll(event!.cursor, 1)).rejects.toThrow(UnknownCursor);
    expect(await everything(theirs)).toHaveLength(2);
    await other.close();
  });

  it('are not known for an invented cursor', async () => {
    const store = await ledger.store();
    const [first] = await appendOne(store, 1);
    const [second] = await appendOne(store, 2);
    const [commit, prepare] = second!.cursor.split('.');
    for (const forged of [`${commit}.${prepare}.0`, `${commit}.${prepare}.2`, `0.0.0`, `${first!.cursor}0`])
      await expect(store.positionOf(forged)).rejects.toThrow(UnknownCursor);
  });

  it('have no gap when several processes write at once, nor do the revisions of a stream', async () => {
    const stores = [await ledger.store(), await ledger.store(), await ledger.store()];
    await Promise.all(stores.flatMap((store, i) => numbers(20).map((n) => appendOne(store, 100 * i + n))));
    const rival = (store: EventStore, n: number) =>
      store.append([{ stream: 'one', expected: 'noStream', events: [newEvent(n)] }]);
    const verdicts = await Promise.allSettled(stores.map((store, i) => rival(store, 1000 + i)));
    expect(verdicts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const events = await everything(stores[0]!);
    expect(events.map(({ position }) => position)).toEqual(numbers(61));
    expect(await everything(stores[1]!)).toEqual(events);
    expect(await everything(stores[2]!)).toEqual(events);
  });
});
