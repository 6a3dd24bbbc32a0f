import { randomUUID } from 'node:crypto';
import {
  AppendConsistencyViolationError,
  KurrentDBClient,
  MaxAppendSizeExceededError,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
  jsonEvent,
  streamNameFilter,
  type AppendStreamState,
  type ResolvedEvent,
} from '@kurrent/kurrentdb-client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startKurrentDouble, type KurrentDouble } from './kurrentdb.js';

/** Impatient: a client waits so long before it reads for the first time. */
const connect = (url: string) => KurrentDBClient.connectionString(`${url}&discoveryInterval=10`);

describe('The protocol test double of KurrentDB', () => {
  let double: KurrentDouble;
  let client: KurrentDBClient;

  beforeAll(async () => {
    double = await startKurrentDouble();
    client = connect(double.url);
  });
  afterAll(async () => {
    await client.dispose();
    await double.stop();
  });

  const event = (n: number) => jsonEvent({ type: 'Counted', data: { n }, metadata: { by: 'a test' } });
  const events = (...numbers: number[]) => numbers.map(event);
  const freshStream = () => `counting-${randomUUID()}`;
  const written = async (...numbers: number[]) => {
    const stream = freshStream();
    await client.appendToStream(stream, events(...numbers), { streamState: 'no_stream' });
    return stream;
  };
  const all = async (reading: AsyncIterable<ResolvedEvent>) => {
    const found = [];
    for await (const { event } of reading) if (event) found.push(event);
    return found;
  };
  const numbers = async (reading: AsyncIterable<ResolvedEvent>) =>
    (await all(reading)).map(({ data }) => (data as { n: number }).n);

  describe('appending to a stream', () => {
    it('makes the event readable at its place', async () => {
      const stream = freshStream();
      const [first, second] = events(1, 2);
      const answer = await client.appendToStream(stream, [first!, second!], { streamState: 'no_stream' });
      const found = await all(client.readStream(stream));
      expect(answer).toMatchObject({ success: true, nextExpectedRevision: 1n, position: found[1]!.position });
      expect(found).toMatchObject([
        { id: first!.id, streamId: stream, revision: 0n, type: 'Counted', data: { n: 1 }, metadata: { by: 'a test' } },
        { id: second!.id, revision: 1n, data: { n: 2 }, isJson: true },
      ]);
    });

    it.each<[string, AppendStreamState, bigint | 'no_stream']>([
      ['no stream, where there is one', 'no_stream', 1n],
      ['an earlier revision', 0n, 1n],
      ['a later revision', 7n, 1n],
    ])('refuses an append that expects %s, and names both revisions', async (_, streamState, actual) => {
      const stream = await written(1, 2);
      const wrong = client.appendToStream(stream, event(3), { streamState });
      await expect(wrong).rejects.toThrow(WrongExpectedVersionError);
      await expect(wrong).rejects.toMatchObject({
        streamName: stream,
        expectedState: streamState,
        actualState: actual,
      });
    });

    it.each<AppendStreamState>(['stream_exists', 0n])(
      'refuses an append to a missing stream that expects %s',
      async (streamState) => {
        const wrong = client.appendToStream(freshStream(), event(1), { streamState });
        await expect(wrong).rejects.toMatchObject({ expectedState: streamState, actualState: 'no_stream' });
      },
    );

    it.each<AppendStreamState>(['any', 'stream_exists', 1n])(
      'takes an append at the end that expects %s',
      async (streamState) => {
        const stream = await written(1, 2);
        const { nextExpectedRevision } = await client.appendToStream(stream, event(3), { streamState });
        expect(nextExpectedRevision).toBe(2n);
      },
    );

    it.each<AppendStreamState>(['any', 'no_stream'])(
      'answers a repeated append with the same answer, expecting %s',
      async (streamState) => {
        const stream = freshStream();
        const twice = events(1, 2);
        const first = await client.appendToStream(stream, twice, { streamState });
        await client.appendToStream(stream, event(3), { streamState: 1n });
        expect(await client.appendToStream(stream, twice, { streamState })).toEqual(first);
        expect(await numbers(client.readStream(stream))).toEqual([1, 2, 3]);
      },
    );

    it('refuses an append that was written in part before', async () => {
      const stream = freshStream();
      const [first, second] = events(1, 2);
      await client.appendToStream(stream, first!, { streamState: 'no_stream' });
      const longer = client.appendToStream(stream, [first!, second!], { streamState: 'no_stream' });
      await expect(longer).rejects.toMatchObject({ expectedState: 'no_stream', actualState: 0n });
      await expect(client.appendToStream(stream, [first!, second!])).rejects.toThrow(WrongExpectedVersionError);
    });

    it('treats an event id used in another stream as new', async () => {
      const shared = event(1);
      const [one, other] = [freshStream(), freshStream()];
      await client.appendToStream(one, shared, { streamState: 'no_stream' });
      await client.appendToStream(other, shared, { streamState: 'any' });
      expect(await numbers(client.readStream(other))).toEqual([1]);
    });

    it('refuses an append of more than a mebibyte', async () => {
      const large = jsonEvent({ type: 'Large', data: { text: 'x'.repeat(1024 * 1024) } });
      await expect(client.appendToStream(freshStream(), large)).rejects.toThrow(MaxAppendSizeExceededError);
    });

    it('does all this with the older call too, which is used with credentials', async () => {
      const credentials = { username: 'ops', password: 'secret' };
      const stream = freshStream();
      const twice = events(1, 2);
      const options = { streamState: 'no_stream', credentials } as const;
      const first = await client.appendToStream(stream, twice, options);
      expect(await client.appendToStream(stream, twice, options)).toEqual(first);
      const wrong = client.appendToStream(stream, event(3), { streamState: 7n, credentials });
      await expect(wrong).rejects.toMatchObject({ expectedState: 7n, actualState: 1n });
    });
  });

  describe('appending records over several streams', () => {
    const record = (streamName: string, n: number) => ({ streamName, record: event(n) });
    const check = (streamName: string, expectedState: AppendStreamState) =>
      ({ type: 'stream_state', streamName, expectedState }) as const;

    it('keeps their order in the log, and answers with the revision of each stream', async () => {
      const [one, other] = [await written(0), freshStream()];
      const { position, responses } = await client.appendRecords(
        [record(one, 1), record(other, 2), record(one, 3)],
        [check(one, 0n), check(other, 'no_stream')],
      );
      expect(responses).toEqual([
        { streamName: one, revision: 2n },
        { streamName: other, revision: 0n },
      ]);
      const found = await all(client.readAll({ filter: streamNameFilter({ prefixes: [one, other] }) }));
      expect(found.map(({ data }) => data)).toEqual([{ n: 0 }, { n: 1 }, { n: 2 }, { n: 3 }]);
      expect(found.at(-1)).toMatchObject({ position: { commit: position }, metadata: { by: 'a test' } });
    });

    it('writes nothing when a check fails, and names every check that fails', async () => {
      const [one, other, third] = [await written(0), await written(0, 1), freshStream()];
      const refused = client.appendRecords(
        [record(third, 1)],
        [check(one, 'no_stream'), check(third, 'no_stream'), check(other, 7n)],
      );
      await expect(refused).rejects.toThrow(AppendConsistencyViolationError);
      await expect(refused).rejects.toMatchObject({
        violations: [
          { checkIndex: 0, streamName: one, expectedState: 'no_stream', actualState: 0n },
          { checkIndex: 2, streamName: other, expectedState: 7n, actualState: 1n },
        ],
      });
      await expect(all(client.readStream(third))).rejects.toThrow(StreamNotFoundError);
    });

    it('answers a repeated call with the same answer, and refuses one that was written in part before', async () => {
      const [one, other] = [freshStream(), freshStream()];
      const records = [record(one, 1), record(other, 2)];
      const checks = [check(one, 'no_stream'), check(other, 'no_stream')];
      const first = await client.appendRecords(records, checks);
      expect(await client.appendRecords(records, checks)).toEqual(first);
      const more = client.appendRecords([...records, record(one, 3)], checks);
      await expect(more).rejects.toMatchObject({ violations: [{ streamName: one, actualState: 0n }] });
    });

    it('refuses a call when one stream has its records already and another has not', async () => {
      const [one, other] = [freshStream(), freshStream()];
      const known = record(one, 1);
      await client.appendRecords([known], [check(one, 'no_stream')]);
      const both = client.appendRecords(
        [known, record(other, 2)],
        [check(one, 'no_stream'), check(other, 'no_stream')],
      );
      await expect(both).rejects.toMatchObject({ violations: [{ checkIndex: 0, streamName: one, actualState: 0n }] });
      await expect(all(client.readStream(other))).rejects.toThrow(StreamNotFoundError);
    });

    it('answers a repeated call when the streams that were only checked are unchanged', async () => {
      const [one, looked] = [freshStream(), await written(0)];
      const known = record(one, 1);
      const checks = [check(one, 'no_stream'), check(looked, 0n)];
      const first = await client.appendRecords([known], checks);
      expect(await client.appendRecords([known], checks)).toEqual(first);
    });

    it('takes a session of one request per stream, all or none', async () => {
      const [one, other] = [freshStream(), await written(0)];
      const request = (streamName: string, expectedState: AppendStreamState, ...numbers: number[]) => ({
        streamName,
        expectedState,
        events: events(...numbers),
      });
      const conflict = client.multiStreamAppend([request(one, 'no_stream', 1), request(other, 'no_stream', 2)]);
      await expect(conflict).rejects.toMatchObject({ streamName: other, expectedState: 'no_stream', actualState: 0n });
      const { responses } = await client.multiStreamAppend([request(one, 'no_stream', 1, 2), request(other, 0n, 3)]);
      expect(responses).toEqual([
        { streamName: one, revision: 1n },
        { streamName: other, revision: 1n },
      ]);
    });

    it('does not offer the call in versions that had none', async () => {
      const old = await startKurrentDouble({ version: '25.0.0' });
      const its = connect(old.url);
      await expect(its.appendRecords([record(freshStream(), 1)])).rejects.toMatchObject({ type: 'unsupported' });
      await its.dispose();
      await old.stop();
    });
  });

  describe('reading', () => {
    it('reads a part of a stream, from either end', async () => {
      const stream = await written(0, 1, 2, 3, 4);
      expect(await numbers(client.readStream(stream, { fromRevision: 1n, maxCount: 2 }))).toEqual([1, 2]);
      expect(await numbers(client.readStream(stream, { fromRevision: 9n }))).toEqual([]);
      const backwards = { direction: 'backwards', fromRevision: 'end' } as const;
      expect(await numbers(client.readStream(stream, { ...backwards, maxCount: 2 }))).toEqual([4, 3]);
      expect(await numbers(client.readStream(stream, { direction: 'backwards', fromRevision: 1n }))).toEqual([1, 0]);
    });

    it('reports a missing stream', async () => {
      const stream = freshStream();
      await expect(all(client.readStream(stream))).rejects.toThrow(StreamNotFoundError);
    });

    it('reads a part of $all: with the event at the position forwards, without it backwards', async () => {
      const stream = await written(0, 1, 2);
      const [, middle] = await all(client.readStream(stream));
      const options = { fromPosition: middle!.position!, filter: streamNameFilter({ prefixes: [stream] }) };
      expect(await numbers(client.readAll(options))).toEqual([1, 2]);
      expect(await numbers(client.readAll({ ...options, maxCount: 1 }))).toEqual([1]);
      expect(await numbers(client.readAll({ ...options, direction: 'backwards' }))).toEqual([0]);
    });

    it('has gaps between positions, and events of its own among ours', async () => {
      await written(...Array.from({ length: 30 }, (_, n) => n));
      const log = await all(client.readAll());
      const positions = log.map(({ position }) => Number(position!.commit));
      expect(positions).toEqual(positions.toSorted((a, b) => a - b));
      expect(positions.every((position, n) => n === 0 || position > positions[n - 1]! + 1)).toBe(true);
      expect(log.filter(({ type }) => type === '$statsCollected').length).toBeGreaterThan(0);
    });

    it('refuses a position that does not exist', async () => {
      const { position } = await client.appendToStream(freshStream(), event(1));
      for (const commit of [3n, position!.commit + 1n]) {
        const lost = all(client.readAll({ fromPosition: { commit, prepare: commit } }));
        await expect(lost).rejects.toThrow(/invalid position/);
      }
    });

    it('keeps the metadata of a stream', async () => {
      const stream = await written(1);
      await client.setStreamMetadata(stream, { maxCount: 5 });
      expect(await client.getStreamMetadata(stream)).toMatchObject({ metadata: { maxCount: 5 } });
    });

    it('does not find a deleted stream until it is written to again, with continuing revisions', async () => {
      const stream = await written(1, 2);
      await client.deleteStream(stream);
      await expect(all(client.readStream(stream))).rejects.toThrow(StreamNotFoundError);
      const { nextExpectedRevision } = await client.appendToStream(stream, event(3), { streamState: 'no_stream' });
      expect(nextExpectedRevision).toBe(2n);
      expect(await numbers(client.readStream(stream))).toEqual([3]);
    });

    it('refuses a tombstoned stream for ever', async () => {
      const stream = await written(1);
      await client.tombstoneStream(stream);
      await expect(all(client.readStream(stream))).rejects.toThrow(StreamDeletedError);
      await expect(client.appendToStream(stream, event(2))).rejects.toThrow(StreamDeletedError);
    });
  });
});
