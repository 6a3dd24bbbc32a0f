import { afterEach, describe, expect, it } from '@jest/globals';
import { appendInRuns, StoreUnavailable, WrongExpectedRevision } from '@jwg/event-sourcing';
import { jsonEvent, KurrentDBClient } from '@kurrent/kurrentdb-client';
import { startKurrentDouble, type KurrentDouble } from '../../../../test/kurrentdb.js';
import { newEvent } from '../testing/naive-ledger.js';
import { openKurrentDbEventStore } from './kurrentdb-event-store.js';
import { AppendTooLarge, MayNotReadLog, NeedsAppendRecords, StreamWouldForget } from './refusals.js';
import { takeStock } from './take-stock.js';
import { Ledger, until } from './testing/server.js';

const event = (n: number, data: unknown = n) => newEvent(n, { data });
const write = (stream: string, ...events: ReturnType<typeof newEvent>[]) =>
  ({ stream, expected: 'noStream', events }) as const;

describe('The KurrentDB ledger, over a protocol test double, refuses', () => {
  let double: KurrentDouble;
  let ledger: Ledger;
  let client: KurrentDBClient;
  const start = async (options: Parameters<typeof startKurrentDouble>[0] = {}) => {
    double = await startKurrentDouble(options);
    ledger = new Ledger(double, 'jwg.');
    client = KurrentDBClient.connectionString(double.url);
  };
  afterEach(async () => {
    await ledger.close();
    await client.dispose();
    await double.stop();
  });

  it.each(['', 'jwg', '$jwg.', 'jwg.test.', 'a b.', '.'])('%j as a prefix', async (prefix) => {
    await start();
    await expect(openKurrentDbEventStore({ url: double.url, prefix })).rejects.toThrow(TypeError);
  });

  it('to open where no server answers', async () => {
    await start();
    await double.refuseConnections();
    await expect(ledger.store()).rejects.toThrow(StoreUnavailable);
  });

  it('to open for a user who may not read $all', async () => {
    await start({ rights: { readAll: false } });
    await expect(ledger.store()).rejects.toThrow(MayNotReadLog);
    await expect(ledger.store()).rejects.toThrow(/group \$admins/);
  });

  it.each([{ maxCount: 10 }, { maxAge: 3600 }, { truncateBefore: 1 }])(
    'to open where a stream has %j, until that is removed',
    async (metadata) => {
      await start();
      const store = await ledger.store();
      await store.append([write('commitment-1', event(1), event(2))]);
      await ledger.close();
      await client.setStreamMetadata('jwg.commitment-1', metadata);
      await expect(ledger.store()).rejects.toThrow(StreamWouldForget);
      await expect(ledger.store()).rejects.toMatchObject({ stream: 'jwg.commitment-1' });
      await client.setStreamMetadata('jwg.commitment-1', {});
      await expect(ledger.store()).resolves.toBeDefined();
    },
  );

  it('nothing because of settings on other streams', async () => {
    await start();
    await client.appendToStream('other', jsonEvent({ type: 'Else', data: { n: 1 } }));
    await client.setStreamMetadata('other', { maxCount: 1 });
    await expect(ledger.store()).resolves.toBeDefined();
  });

  it('an append over several streams where the server does not support it, but not one to one stream', async () => {
    await start({ version: '23.10.8' });
    const store = await ledger.store();
    const writes = [write('a', event(1)), write('b', event(2))];
    expect(store.takesWhole!(writes)).toBe(false);
    await expect(store.append(writes)).rejects.toThrow(NeedsAppendRecords);
    await expect(store.append(writes)).rejects.toThrow(/KurrentDB 26.1 or later; this server is 23.10.8/);
    expect(await appendInRuns(store, writes)).toMatchObject([{ position: 0 }, { position: 1 }]);
    expect(store.takesWhole!([write('c', event(3)), write('c')])).toBe(true);
    expect(store.health!()!.server).toBe(
      'EventStoreDB 23.10.8, before 26.1: an import over several streams is written run by run, not as one',
    );
  });

  it('an append over several streams in turns where the server takes each stream once, but not one in order', async () => {
    await start({ version: '25.1.0' });
    const store = await ledger.store();
    const inTurns = [write('a', event(1)), write('b', event(2)), { ...write('a', event(3)), expected: 0 }];
    expect(store.takesWhole!(inTurns)).toBe(false);
    await expect(store.append(inTurns)).rejects.toThrow(NeedsAppendRecords);
    const once = [write('a', event(1), event(3)), write('b', event(2))];
    expect(store.takesWhole!(once)).toBe(true);
    const stored = await store.append(once);
    expect(stored.map(({ stream, position }) => [stream, position])).toEqual([
      ['a', 0],
      ['a', 1],
      ['b', 2],
    ]);
    expect(await store.append(once)).toEqual(stored);
    const overtaken = [write('c', event(4)), write('a', event(5))];
    await expect(store.append(overtaken)).rejects.toThrow(WrongExpectedRevision);
    expect(await store.readAll(undefined, 10)).toEqual(stored);
  });

  it('to open with a client certificate where its appends need what the server lacks', async () => {
    await start({ version: '25.1.0' });
    const certified = { client, credentials: undefined, named: (error: unknown) => error }; // a URL with a certificate has no user, and needs TLS
    await expect(takeStock(certified as never, undefined as never)).rejects.toThrow(NeedsAppendRecords);
  });

  it('an append that is too large for the server, and shows none of it', async () => {
    await start({ maxAppendBytes: 100_000 });
    const store = await ledger.store();
    const large = [event(1, 'x'.repeat(60_000)), event(2, 'x'.repeat(60_000))] as const;
    await expect(store.append([write('a', ...large)])).rejects.toThrow(AppendTooLarge);
    await expect(store.append([write('a', large[0]), write('b', large[1])])).rejects.toThrow(AppendTooLarge);
    expect(await store.readAll(undefined, 10)).toEqual([]);
  });

  it('an id that another process wrote to another stream before', async () => {
    await start();
    const [first, second] = [await ledger.store(), await ledger.store()];
    const heard: number[] = [];
    second.watch((position) => heard.push(position));
    await first.append([write('a', event(1))]);
    await until(() => heard.length > 0);
    await expect(second.append([write('b', event(1))])).rejects.toMatchObject({ name: 'EventIdConflict', stream: 'b' });
  });
});
