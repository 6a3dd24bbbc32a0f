import { beforeEach, describe, expect, it } from '@jest/globals';
import type { StoredEvent } from './event.js';
import type { AppendListener } from './event-store.js';
import { LEAST_PAGE } from './event-size.js';
import { sharedReads } from './shared-reads.js';
import { happened } from './testing/happened.js';

let log: StoredEvent[];
let reads: number;
let announce: AppendListener;
let shared: ReturnType<typeof sharedReads>;

const append = (count: number) => {
  for (let n = 0; n < count; n += 1) log.push(happened(log.length));
};
const cursorOf = (position: number) => happened(position).cursor;
const positions = async (after: number | undefined, limit: number) =>
  (await shared.readAll(after === undefined ? undefined : cursorOf(after), limit)).map(({ position }) => position);
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);

beforeEach(() => {
  log = [];
  reads = 0;
  shared = sharedReads({
    async readAll(after, limit) {
      reads += 1;
      const from = after === undefined ? 0 : log.findIndex(({ cursor }) => cursor === after) + 1;
      const page = log.slice(from, from + limit);
      await Promise.resolve();
      return page;
    },
    watch: (listener) => ((announce = listener), () => {}),
  });
});

describe('Reads that followers share', () => {
  it('are made once, also while they are under way', async () => {
    append(500);
    const pages = await Promise.all([positions(undefined, 500), positions(undefined, 500)]);
    expect([...pages, await positions(undefined, 500)]).toEqual(Array(3).fill(range(0, 500)));
    expect(reads).toBe(1);
  });

  it('give a follower that takes fewer events a part of what another one read', async () => {
    append(1_000);
    await positions(undefined, 1_000);
    expect(await positions(undefined, 300)).toEqual(range(0, 300));
    expect(await positions(299, 300)).toEqual(range(300, 600));
    expect(reads).toBe(1);
  });

  it('never end where more events follow than a reader would take for the end', async () => {
    append(1_000);
    await positions(undefined, 500);
    expect(await positions(499 - LEAST_PAGE, 500)).toEqual(range(500 - LEAST_PAGE, 500));
    expect(await positions(500 - LEAST_PAGE, 500)).toEqual(range(501 - LEAST_PAGE, 1_000 - LEAST_PAGE + 1));
    expect(reads).toBe(2);
  });

  it('show an event as soon as it was announced, although the end was read just before', async () => {
    append(3);
    expect(await positions(undefined, 500)).toEqual([0, 1, 2]);
    append(1);
    announce(3);
    expect(await positions(0, 500)).toEqual([1, 2, 3]);
    expect(await positions(1, 500)).toEqual([2, 3]);
    expect(reads).toBe(2);
  });

  it('look at the end again without an announcement, which may be lost', async () => {
    append(3);
    await positions(undefined, 500);
    expect(await positions(2, 500)).toEqual([]);
    append(1);
    expect(await positions(2, 500)).toEqual([3]);
  });

  it('that were announced while they were under way are not taken for the end', async () => {
    append(3);
    const before = positions(undefined, 500);
    append(1);
    announce(3);
    expect(await before).toEqual([0, 1, 2]);
    expect(await positions(0, 500)).toEqual([1, 2, 3]);
  });

  it('that fail are made again', async () => {
    const broken = sharedReads({
      readAll: async () => {
        reads += 1;
        throw new Error('away');
      },
      watch: () => () => {},
    });
    for (let n = 0; n < 2; n += 1) await expect(broken.readAll(undefined, 1)).rejects.toThrow('away');
    expect(reads).toBe(2);
  });
});
