import { beforeEach, describe, expect, it } from '@jest/globals';
import { decoded, EventIdConflict, type Codec, type EventStore, type Fact } from '@jwg/event-sourcing';
import { eventStoreContract } from './contract.js';
import { openMemoryEventStore } from './memory/memory-event-store.js';
import { newEvent } from './testing/naive-ledger.js';

eventStoreContract('a store behind a codec that changes nothing', () =>
  decoded(openMemoryEventStore(), { decode: (event) => event, encode: (event) => event }),
);

/** Stores text in reverse; throws for text that it cannot read or write. */
const reversing: Codec = {
  decode: (event) => withData(event, reversed(event)),
  encode: (event) => withData(event, reversed(event)),
};
const withData = <E extends Fact>(event: E, data: unknown): E => ({ ...event, data });
const reversed = ({ data }: Fact): string => {
  if (typeof data !== 'string') throw new RangeError('text only');
  return [...data].reverse().join('');
};

describe('A store behind a codec', () => {
  let below: EventStore;
  let store: EventStore;
  beforeEach(() => {
    below = openMemoryEventStore();
    store = decoded(below, reversing);
  });
  const event = (n: number, data: unknown) => newEvent(n, { data });
  const append = (expected: number | 'noStream', ...events: ReturnType<typeof event>[]) =>
    store.append([{ stream: 'a', expected, events }]);

  it('shows what was written, in its answer, in the stream and in the log', async () => {
    const answer = await append('noStream', event(1, 'abc'), event(2, 'def'));
    expect(answer.map(({ data }) => data)).toEqual(['abc', 'def']);
    expect(await store.readStream('a')).toEqual(answer);
    expect(await store.readStream('a', 1)).toEqual(answer.slice(1));
    expect(await store.readAll(undefined, 10)).toEqual(answer);
  });

  it('keeps the encoded form in the store below', async () => {
    await append('noStream', event(1, 'abc'));
    expect(await below.readAll(undefined, 10)).toMatchObject([{ ...event(1, 'cba') }]);
  });

  it('takes an event that is there already for the same by its id, whatever was stored of it', async () => {
    await below.append([{ stream: 'a', expected: 'noStream', events: [event(1, 'older')] }]);
    expect(await append('noStream', event(1, 'newer'))).toMatchObject([{ data: 'redlo', position: 0 }]);
    await expect(append(0, event(1, 'newer'))).rejects.toThrow(EventIdConflict);
    expect(await below.readAll(undefined, 10)).toMatchObject([{ data: 'older' }]);
  });

  it('writes nothing where one event cannot be encoded', async () => {
    await expect(append('noStream', event(1, 'abc'), event(2, 7))).rejects.toThrow(RangeError);
    expect(await below.readAll(undefined, 10)).toEqual([]);
  });

  it('does not show events that cannot be decoded, and still knows where the ledger ends', async () => {
    await below.append([{ stream: 'a', expected: 'noStream', events: [event(1, 7)] }]);
    await expect(store.readStream('a')).rejects.toThrow(RangeError);
    await expect(store.readAll(undefined, 10)).rejects.toThrow(RangeError);
    const { position, cursor } = (await store.last())!;
    expect([position, await store.positionOf(cursor)]).toEqual([0, 0]);
  });
});
