import { beforeEach, describe, expect, it } from '@jest/globals';
import { openMemoryEventStore } from '@jwg/event-store';
import type { EventStore } from '@jwg/event-sourcing';
import { eventId } from './to-events.js';
import { Histories } from './histories.js';

/** What one of these events has, or a little more. */
const BYTES = 210;
const COMMAND = '6f1d7b8e-3c55-4a3e-9d0a-0c6f5f3d2b10';

describe('A history that was read before', () => {
  let store: EventStore;
  let read: { stream: string; from: number; events: number }[];
  let number = 0;
  const append = async (stream: string, count: number) => {
    const { length } = await store.readStream(stream);
    const events = Array.from({ length: count }, () => ({
      id: eventId(COMMAND, (number += 1)),
      type: 'Counted',
      schemaVersion: 1,
      data: 1,
      metadata: {},
      recordedAt: '2024-05-14T09:30:00.000Z',
    }));
    await store.append([{ stream, expected: length === 0 ? 'noStream' : length - 1, events }]);
  };
  const remembered = (most?: number) =>
    new Histories(
      {
        readStream: async (stream, from = 0) => {
          const events = await store.readStream(stream, from);
          read.push({ stream, from, events: events.length });
          return events;
        },
      },
      most,
    );
  beforeEach(() => {
    store = openMemoryEventStore();
    read = [];
  });

  it('is read only from where it ended, with the answer that the store would give', async () => {
    const streams = remembered();
    await append('one', 3);
    await streams.of('one');
    await append('one', 2);
    expect(await streams.of('one')).toEqual(await store.readStream('one'));
    expect(await streams.of('one')).toEqual(await store.readStream('one'));
    expect(read.map(({ from, events }) => [from, events])).toEqual([
      [0, 3],
      [3, 2],
      [5, 0],
    ]);
  });

  it('is the same for all that read it at once', async () => {
    const streams = remembered();
    await append('one', 3);
    await streams.of('one');
    await append('one', 2);
    const kept = await store.readStream('one');
    expect(await Promise.all([streams.of('one'), streams.of('one')])).toEqual([kept, kept]);
    expect(await streams.of('one')).toEqual(kept);
  });

  it('cannot be changed by its readers', async () => {
    const streams = remembered();
    await append('one', 2);
    (await streams.of('one')).length = 0;
    expect(await streams.of('one')).toEqual(await store.readStream('one'));
  });

  it('is evicted, the least recently read first, when the cache holds too many bytes', async () => {
    const streams = remembered(5 * BYTES);
    await append('one', 3);
    await append('two', 2);
    await append('three', 1);
    for (const stream of ['one', 'two', 'one', 'three', 'one', 'two']) {
      expect(await streams.of(stream)).toEqual(await store.readStream(stream));
    }
    const whole = read.filter(({ from }) => from === 0).map(({ stream }) => stream);
    expect(whole).toEqual(['one', 'two', 'three', 'two']);
  });

  it('can be read even when it alone is larger than the cache', async () => {
    const streams = remembered(5 * BYTES);
    await append('one', 9);
    expect(await streams.of('one')).toHaveLength(9);
    await append('two', 1);
    expect(await streams.of('two')).toHaveLength(1);
    expect(await streams.of('one')).toHaveLength(9);
  });

  it('leaves nothing behind when it does not exist, however often and by whatever name it is asked for', async () => {
    const streams = remembered(5 * BYTES);
    await append('one', 3);
    await streams.of('one');
    for (let n = 0; n < 1000; n += 1) {
      expect(await streams.of(`none ${n}`)).toEqual([]);
    }
    expect(streams.size).toEqual({ streams: 1, bytes: expect.any(Number) });
    await streams.of('one');
    expect(read.at(-1)).toEqual({ stream: 'one', from: 3, events: 0 });
  });

  it('counts its bytes once, however many read it at once', async () => {
    const streams = remembered();
    await append('one', 3);
    await Promise.all([streams.of('one'), streams.of('one')]);
    const { bytes } = streams.size;
    await append('one', 3);
    await Promise.all([streams.of('one'), streams.of('one')]);
    expect(streams.size.bytes).toBeGreaterThan(1.9 * bytes);
    expect(streams.size.bytes).toBeLessThan(2.1 * bytes);
  });
});
