import { beforeAll, describe, expect, it } from '@jest/globals';
import { LEAST_PAGE, type EventStore, type NewEvent } from '@jwg/event-sourcing';
import { openMemoryEventStore } from '@jwg/event-store';
import { v5 } from 'uuid';
import { scanLog } from './scan-log.js';

const END = 12_345;
let store: EventStore;
let looks = 0;
const counted: Pick<EventStore, 'readAll'> = {
  readAll: (after, limit) => ((looks += 1), store.readAll(after, limit)),
};
/** Every so many-th event. */
const every = (n: number) => (event: { position: number }) => event.position % n === 0;

beforeAll(async () => {
  store = openMemoryEventStore();
  const events = Array.from({ length: END }, (_, n): NewEvent => ({
    id: v5(String(n), v5.DNS),
    type: 'Happened',
    schemaVersion: 1,
    data: {},
    metadata: {},
    recordedAt: '2024-06-01T00:00:00.000Z',
  }));
  await store.append([{ stream: 'thing-1', expected: 'noStream', events }]);
});

const through = async (wants: (event: { position: number }) => boolean, limit: number) => {
  const pages = [];
  for (let after: string | undefined, more = true; more;) {
    const page = await scanLog(counted, { after, limit, wants });
    pages.push(page);
    ({ cursor: after, more } = page);
  }
  return pages;
};

describe('A scan of the log', () => {
  it.each([1, 2, 3, 7, 400, 499, 4_000, 50_000])(
    'finds every wanted event once, in order, when one event in %i is wanted',
    async (n) => {
      const pages = await through(every(n), 50);
      const found = pages.flatMap(({ events }) => events.map(({ position }) => position));
      expect(found).toEqual(Array.from({ length: Math.ceil(END / n) }, (_, k) => k * n));
      for (const { events } of pages) expect(events.length).toBeLessThanOrEqual(50);
    },
  );

  it('reads no more than it needs when all events are wanted', async () => {
    looks = 0;
    const page = await scanLog(counted, { after: undefined, limit: 50, wants: () => true });
    expect([page.events.length, page.more, looks]).toEqual([50, true, 1]);
  });

  it('ends a page early where the events are large, and says whether others follow', async () => {
    const large: Pick<EventStore, 'readAll'> = {
      readAll: (after, limit) => store.readAll(after, Math.min(limit, LEAST_PAGE)),
    };
    const pageAfter = (after?: string) => scanLog(large, { after, limit: 500, wants: () => true });
    const first = await pageAfter();
    expect([first.events.length, first.more, first.cursor]).toEqual([LEAST_PAGE, true, String(LEAST_PAGE - 1)]);
    const last = await pageAfter(String(END - 1 - LEAST_PAGE));
    expect([last.events.length, last.more, last.cursor]).toEqual([LEAST_PAGE, false, String(END - 1)]);
  });

  it('ends after about 10,000 events with the cursor to continue from, even when it found nothing', async () => {
    const page = await scanLog(store, { after: undefined, limit: 10, wants: () => false });
    expect(page).toMatchObject({ events: [], more: true });
    expect(Number(page.cursor)).toBeGreaterThan(9_000);
    expect(Number(page.cursor)).toBeLessThan(11_000);
    expect(await scanLog(store, { after: page.cursor, limit: 10, wants: () => false })).toMatchObject({
      events: [],
      more: false,
      cursor: String(END - 1),
    });
  });

  it('lets other work of the process run in between', async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 0);
    await scanLog(store, { after: undefined, limit: 10, wants: () => false });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
  });

  it('says that it is at the end when nothing follows, and keeps its cursor', async () => {
    const last = String(END - 1);
    expect(await scanLog(store, { after: last, limit: 10, wants: () => true })).toEqual({
      events: [],
      cursor: last,
      more: false,
    });
    const empty = openMemoryEventStore();
    expect(await scanLog(empty, { after: undefined, limit: 10, wants: () => true })).toEqual({
      events: [],
      cursor: undefined,
      more: false,
    });
  });
});
