import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@jwg/event-sourcing';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from '../encode.js';
import { newEvent } from '../testing/naive-ledger.js';
import { RecentEvents } from './recent-events.js';
import { openSqliteEventStore } from './sqlite-event-store.js';

const root = mkdtempSync(join(tmpdir(), 'ledger-'));
afterAll(() => rmSync(root, { recursive: true }));

/** What one of these events counts, or a little less. */
const SIZE = 320;

describe('What the writer of a ledger has just written', () => {
  let recent: RecentEvents;
  let position: number;
  const lengths = new Map<string, number>();
  const write = (stream: string) => {
    const event = newEvent(position);
    const revision = lengths.get(stream) ?? 0;
    const stored = { ...event, stream, revision, position, cursor: String(position) } as StoredEvent;
    const writes = [encode({ stream, expected: revision === 0 ? 'noStream' : revision - 1, events: [event] })];
    recent.wrote(position, [{ events: [stored], writes }]);
    lengths.set(stream, revision + 1);
    position += 1;
    return stored;
  };
  const any = () => true;
  beforeEach(() => {
    recent = new RecentEvents(10 * SIZE);
    position = 0;
    lengths.clear();
  });

  it('need not be read from the disk', () => {
    const [a, b, c] = [write('one'), write('two'), write('one')];
    expect(recent.ofStream('one', 0)).toEqual([a, c]);
    expect(recent.ofStream('one', 1)).toEqual([c]);
    expect(recent.ofStream('one', 2)).toEqual([]);
    expect(recent.after(0, any, 10)).toEqual([b, c]);
    expect(recent.after(0, any, 1)).toEqual([b]);
    expect(recent.after(2, any, 1)).toEqual([]);
  });

  it('is read from the disk when the cursor is of another event, or of one that is not known', () => {
    write('one');
    expect(recent.after(0, () => false, 10)).toBeUndefined();
    expect(recent.after(1, any, 10)).toBeUndefined();
    expect(recent.ofStream('two', 0)).toBeUndefined();
  });

  it('is bounded by its size, and the ends of streams stay known', () => {
    for (let n = 0; n < 100; n += 1) write(n % 20 === 0 ? 'seldom' : 'often');
    expect(recent.after(50, any, 100)).toBeUndefined();
    expect(recent.after(95, any, 100)!.map((event) => event.position)).toEqual([96, 97, 98, 99]);
    expect(recent.ofStream('often', 0)).toBeUndefined();
    expect(recent.ofStream('seldom', 5)).toEqual([]);
    expect(recent.ofStream('seldom', 4)).toBeUndefined();
  });

  it('is forgotten when the outcome of an append is unknown', () => {
    write('one');
    recent.forget();
    expect([recent.ofStream('one', 1), recent.after(0, any, 10), recent.lengthOf('one')]).toEqual(
      Array(3).fill(undefined),
    );
  });

  it('is what the disk has, whatever was appended, repeated, refused and read before', async () => {
    const step = fc.record({
      what: fc.constantFrom('append', 'append', 'append', 'repeat', 'refuse'),
      stream: fc.integer({ min: 0, max: 3 }),
      count: fc.integer({ min: 1, max: 3 }),
      large: fc.boolean(),
      from: fc.integer({ min: 0, max: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 15 }), async (groups) => {
        const folder = mkdtempSync(join(root, 'store-'));
        const store = openSqliteEventStore({ folder });
        const disk = openSqliteEventStore({ folder, readOnly: true });
        const written: Parameters<typeof store.append>[0][] = [];
        let id = 0;
        for (const group of groups) {
          const lengths = await Promise.all([0, 1, 2, 3].map((n) => disk.lengthOf(`s${n}`)));
          const appends = group.map(({ what, stream, count, large }) => {
            const repeated = what === 'repeat' ? written[stream] : undefined;
            if (repeated) return store.append(repeated);
            const events = Array.from({ length: count }, () => ({
              ...newEvent((id += 1)),
              data: { text: 'x'.repeat(large ? 200_000 : 10), nothing: undefined },
            }));
            const length = what === 'refuse' ? 99 : lengths[stream]!;
            const writes = [
              { stream: `s${stream}`, expected: length === 0 ? 'noStream' : length - 1, events } as const,
            ];
            if (what !== 'refuse') lengths[stream]! += count;
            written.push(writes);
            return store.append(writes);
          });
          await Promise.allSettled(appends);
          for (const { stream, from } of group) {
            expect(await store.readStream(`s${stream}`, from)).toStrictEqual(await disk.readStream(`s${stream}`, from));
            expect(await store.lengthOf(`s${stream}`)).toBe(await disk.lengthOf(`s${stream}`));
          }
          const all = await disk.readAll(undefined, 1_000);
          for (const { cursor, position } of all.slice(-8))
            expect(await store.readAll(cursor, 2)).toStrictEqual(all.slice(position + 1, position + 3));
        }
        await Promise.all([store.close(), disk.close()]);
      }),
      { numRuns: 25 },
    );
  });
});
