import { beforeEach, describe, expect, it } from '@jest/globals';
import type { StoredEvent } from './event.js';
import { LEAST_PAGE } from './event-size.js';
import { UnknownCursor } from './event-store.js';
import { eventsAfter } from './events-after.js';
import { happened } from './testing/happened.js';

describe('Reading on after a bookmark', () => {
  let log: StoredEvent[];
  let reads: number;
  const store = {
    async readAll(after: string | undefined, limit: number) {
      reads += 1;
      const known = log.findIndex(({ cursor }) => cursor === after);
      if (after !== undefined && known < 0) throw new UnknownCursor(after);
      return log.slice(known + 1, known + 1 + limit);
    },
  };
  const positions = async (...asked: [after?: string, options?: { batch?: number; signal?: AbortSignal }]) => {
    const found: number[] = [];
    for await (const { position } of eventsAfter(store, ...asked)) found.push(position);
    return found;
  };
  const upTo = (end: number, from = 0) => Array.from({ length: end - from + 1 }, (_, n) => from + n);
  beforeEach(() => {
    log = upTo(11).map(happened);
    reads = 0;
  });

  it('reads on where large events ended a page early', async () => {
    log = upTo(3 * LEAST_PAGE).map(happened);
    const early = { readAll: (after: string | undefined) => store.readAll(after, LEAST_PAGE) };
    const found: number[] = [];
    for await (const { position } of eventsAfter(early)) found.push(position);
    expect(found).toEqual(upTo(3 * LEAST_PAGE));
  });

  it.each([1, 5, 6, 12, 13])('gives every event once and in order, in batches of %i', async (batch) => {
    expect(await positions(undefined, { batch })).toEqual(upTo(11));
    expect(reads).toBe(Math.floor(12 / batch) + 1);
  });

  it('begins after the bookmark, and finds nothing after the last one', async () => {
    expect(await positions('bookmark 7', { batch: 2 })).toEqual([8, 9, 10, 11]);
    expect(await positions('bookmark 11')).toEqual([]);
  });

  it('finds nothing in an empty ledger', async () => {
    log = [];
    expect(await positions()).toEqual([]);
  });

  it('shows what was written while it was under way', async () => {
    const found: number[] = [];
    for await (const { position } of eventsAfter(store, undefined, { batch: 4 })) {
      if (position === 5) log.push(happened(12));
      found.push(position);
    }
    expect(found).toEqual(upTo(12));
  });

  it('reads nothing more once it is left', async () => {
    for await (const { position } of eventsAfter(store, undefined, { batch: 4 })) if (position === 5) break;
    expect(reads).toBe(2);
  });

  it('ends with the signal’s reason before the next batch', async () => {
    const stop = new AbortController();
    const found: number[] = [];
    const reading = async () => {
      for await (const { position } of eventsAfter(store, undefined, { batch: 4, signal: stop.signal })) {
        if (position === 5) stop.abort(new Error('enough'));
        found.push(position);
      }
    };
    await expect(reading()).rejects.toThrow('enough');
    expect(found).toEqual(upTo(7));
  });

  it('lets timers run between two batches, though the store answers at once', async () => {
    let hasRun = false;
    setTimeout(() => (hasRun = true), 0);
    const seen: boolean[] = [];
    const endless = { readAll: async (_: unknown, limit: number) => upTo(limit - 1).map(happened) };
    for await (const _ of eventsAfter(endless, undefined, { batch: 10 })) {
      if (hasRun || seen.push(hasRun) > 1_000_000) break;
    }
    expect(hasRun).toBe(true);
  });

  it('fails as the store fails', async () => {
    await expect(positions('nowhere')).rejects.toThrow(UnknownCursor);
  });
});
