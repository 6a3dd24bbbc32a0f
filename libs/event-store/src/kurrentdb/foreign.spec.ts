import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { EventStore } from '@jwg/event-sourcing';
import { jsonEvent, KurrentDBClient } from '@kurrent/kurrentdb-client';
import { startKurrentDouble, type KurrentDouble } from '../../../../test/kurrentdb.js';
import { newEvent } from '../testing/naive-ledger.js';
import { ForeignStream, HistoryLost, StreamTaken, StreamWouldForget } from './refusals.js';
import { Ledger, until } from './testing/server.js';

const begin = (stream: string, n: number) => ({ stream, expected: 'noStream', events: [newEvent(n)] }) as const;
const goOn = (stream: string, expected: number, n: number) => ({ stream, expected, events: [newEvent(n)] });
const everything = (store: EventStore) => store.readAll(undefined, 1_000);
const settled = (asked: Promise<unknown>) => asked.then(() => undefined).catch((error: unknown) => error);

describe('The KurrentDB ledger, over a protocol test double, where somebody else writes,', () => {
  let double: KurrentDouble;
  let ledger: Ledger;
  let client: KurrentDBClient;
  let warned: unknown[];
  beforeEach(async () => {
    double = await startKurrentDouble();
    ledger = new Ledger(double, 'jwg.');
    client = KurrentDBClient.connectionString(double.url);
    warned = [];
    jest.spyOn(process, 'emitWarning').mockImplementation((warning: unknown) => void warned.push(warning));
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await ledger.close();
    await client.dispose();
    await double.stop();
  });

  const foreign = (stream: string, count = 1, type = 'Else', metadata?: Record<string, unknown>) =>
    client.appendToStream(
      stream,
      Array.from({ length: count }, (_, n) => jsonEvent({ type, data: { n }, ...(metadata && { metadata }) })),
    );

  /** After the store has noticed the loss, this process refuses every query and every append. */
  const isLost = async (store: EventStore, cursor: string) => {
    await until(async () => (await settled(store.positionOf(cursor))) instanceof HistoryLost);
    for (const asked of [everything(store), store.readStream('b'), store.append([begin('c', 900)])])
      expect(await settled(asked)).toBeInstanceOf(HistoryLost);
    return true;
  };

  describe('beside its streams', () => {
    it('counts none of it: in answers, for watchers, for readers, and after a restart', async () => {
      const [store, other] = [await ledger.store(), await ledger.store()];
      const heard: number[] = [];
      other.watch((position) => heard.push(position));
      await store.append([begin('a', 1)]);
      await foreign('jwg.somebodyelse', 7);
      expect(await store.append([begin('b', 2)])).toMatchObject([{ position: 1 }]);
      await foreign('jwg.somebodyelse', 7);
      const [last] = await store.append([goOn('a', 0, 3)]);
      expect(last).toMatchObject({ position: 2 });

      await until(() => heard.at(-1) === 2);
      const events = await everything(store);
      expect(events.map(({ position, stream }) => [position, stream])).toEqual([
        [0, 'a'],
        [1, 'b'],
        [2, 'a'],
      ]);
      expect(await everything(other)).toEqual(events);
      const restarted = await ledger.store();
      expect(await everything(restarted)).toEqual(events);
      expect(await restarted.positionOf(last!.cursor)).toBe(2);
      expect(await restarted.readStream('somebodyelse')).toEqual([]);
    });

    it('reads full pages past it, however much lies between', async () => {
      const store = await ledger.store();
      const mine = [];
      for (const n of [1, 2, 3, 4]) {
        mine.push(...(await store.append([begin(`s${n}`, n)])));
        await foreign('jwg.somebodyelse', 9);
      }
      for (const limit of [1, 2, 3]) {
        expect(await store.readAll(undefined, limit)).toEqual(mine.slice(0, limit));
        for (const { cursor, position } of mine)
          expect(await store.readAll(cursor, limit)).toEqual(mine.slice(position + 1, position + 1 + limit));
      }
    });

    it.each([
      ['a name that is none of ours', 'jwg.100%', 'Else', undefined],
      ['no name', 'jwg.', 'Else', undefined],
      ['a link', 'jwg.links', '$>', undefined],
      ['a type that is none of ours', 'jwg.x', 'a type', { schemaVersion: '1', recordedAt: '', metadata: '{}' }],
      ['metadata that is no JSON', 'jwg.x', 'Else', { schemaVersion: '1', recordedAt: '', metadata: '{' }],
      ['no schema version', 'jwg.x', 'Else', { schemaVersion: 'one', recordedAt: '', metadata: '{}' }],
    ])('leaves out %s', async (_, stream, type, metadata) => {
      const store = await ledger.store();
      await foreign(stream, 1, type, metadata);
      const [event] = await store.append([begin('a', 1)]);
      expect(event).toMatchObject({ position: 0 });
      expect(await everything(store)).toEqual([event]);
      expect(await everything(await ledger.store())).toEqual([event]);
    });

    it('warns of each such stream once', async () => {
      const store = await ledger.store();
      await foreign('jwg.x', 3);
      await foreign('jwg.y');
      await store.append([begin('a', 1)]);
      await everything(store);
      expect(warned).toEqual([new ForeignStream('jwg.x'), new ForeignStream('jwg.y')]);
      expect(warned).toMatchObject([{ stream: 'jwg.x' }, { stream: 'jwg.y' }]);
    });

    it('refuses to begin a stream that is there already, and goes on with all others', async () => {
      const store = await ledger.store();
      await foreign('jwg.a');
      await expect(store.append([begin('b', 1), begin('a', 2)])).rejects.toThrow(StreamTaken);
      expect(await store.append([begin('b', 1)])).toMatchObject([{ position: 0 }]);
      await expect((await ledger.store()).append([begin('a', 2)])).rejects.toMatchObject({ stream: 'a' });
    });
  });

  describe('into its streams or over them', () => {
    it.each([
      ['adds an event to one', () => foreign('jwg.a')],
      ['links to an event from one', () => foreign('jwg.a', 1, '$>')],
      ['deletes one', () => client.deleteStream('jwg.a')],
      ['deletes one for ever', () => client.tombstoneStream('jwg.a')],
      ['truncates one', () => client.setStreamMetadata('jwg.a', { truncateBefore: 1 })],
      ['deletes for ever one that it knows nothing of', () => client.tombstoneStream('jwg.unknown')],
    ])('fails in every process in the same way when somebody %s', async (_, harm) => {
      const [store, other] = [await ledger.store(), await ledger.store()];
      const [event] = await store.append([begin('a', 1), begin('b', 2)]);
      await harm();
      expect(await isLost(store, event!.cursor)).toBe(true);
      expect(await isLost(other, event!.cursor)).toBe(true);
      expect(String(await settled(ledger.store()))).toMatch(/^(HistoryLost|StreamWouldForget)/);
    });

    it('warns when a stream may forget its oldest events, continues, but refuses to start again', async () => {
      const store = await ledger.store();
      await store.append([begin('a', 1)]);
      await client.setStreamMetadata('jwg.a', { maxCount: 2 });
      await until(() => warned.length === 1);
      expect(warned).toMatchObject([{ name: 'StreamWouldForget', stream: 'jwg.a', setting: '$maxCount' }]);
      await store.append([goOn('a', 0, 2)]);
      expect(await store.readStream('a')).toHaveLength(2);
      await expect(ledger.store()).rejects.toThrow(StreamWouldForget);
    });
  });
});
