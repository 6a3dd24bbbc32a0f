import { beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { EventStore, NewEvent } from '@jwg/event-sourcing';
import { openMemoryEventStore } from '@jwg/event-store';
import { digestOfLedger } from './ledger-digest.js';
import { moveLedger, NotTheSameLedger } from './move-ledger.js';

const event = (data: unknown): NewEvent => ({
  id: randomUUID(),
  type: 'Said',
  schemaVersion: 1,
  data,
  metadata: { by: 'x' },
  recordedAt: '2024-05-16T00:00:00.000Z',
});

/** Streams that take turns, so that no append of one stream alone could keep the order. */
const fill = async (store: EventStore, events: number, from = 0) => {
  const end = new Map<string, number>();
  for (const { stream, revision } of await store.readAll(undefined, 100_000)) end.set(stream, revision);
  for (let n = from; n < from + events; n += 1) {
    const stream = `s${n % 7}`;
    const last = end.get(stream);
    await store.append([{ stream, expected: last ?? 'noStream', events: [event({ n, text: 'ü'.repeat(n % 50) })] }]);
    end.set(stream, (last ?? -1) + 1);
  }
};

const all = async (store: EventStore) =>
  (await store.readAll(undefined, 100_000)).map(({ cursor: _, ...event }) => event);

let from: EventStore;
let to: EventStore;
beforeEach(async () => {
  [from, to] = [openMemoryEventStore(), openMemoryEventStore()];
  await fill(from, 1_203);
});

describe('Moving a ledger', () => {
  it('keeps ids, order, times, revisions and positions, and gives the digests of source and target', async () => {
    const moved = await moveLedger(from, to);
    expect(await all(to)).toEqual(await all(from));
    expect(moved).toEqual({ ...(await digestOfLedger(from)), alreadyThere: 0 });
    expect(moved.events).toBe(1_203);
  });

  it('resumes where it was interrupted', async () => {
    let appends = 0;
    const cut: Pick<EventStore, 'readAll' | 'append'> = {
      readAll: (after, limit) => to.readAll(after, limit),
      append: async (writes) => {
        if ((appends += 1) === 3) throw new Error('cut off');
        return to.append(writes);
      },
    };
    await expect(moveLedger(from, cut)).rejects.toThrow('cut off');
    expect(await moveLedger(from, to)).toMatchObject({ events: 1_203, alreadyThere: 1_000 });
    expect(await all(to)).toEqual(await all(from));
  });

  it('copies only new events when it is repeated', async () => {
    await moveLedger(from, to);
    await fill(from, 5, 1_203);
    expect(await moveLedger(from, to)).toMatchObject({ events: 1_208, alreadyThere: 1_203 });
  });

  it.each<[string, (source: readonly NewEvent[]) => NewEvent]>([
    ['another event', () => event('other')],
    ['other words under the same id', ([first]) => ({ ...first!, data: 'other' })],
    ['another time under the same id', ([first]) => ({ ...first!, recordedAt: '2025-01-01T00:00:00.000Z' })],
  ])('refuses a target that begins with %s, and leaves it as it is', async (_, first) => {
    await to.append([{ stream: 's0', expected: 'noStream', events: [first(await from.readAll(undefined, 1))] }]);
    await expect(moveLedger(from, to)).rejects.toThrow(NotTheSameLedger);
    expect(await all(to)).toHaveLength(1);
  });

  it('refuses a target that has more than the source', async () => {
    await moveLedger(from, to);
    await fill(to, 1, 2_000);
    await expect(moveLedger(from, to)).rejects.toMatchObject({ position: 1_203 });
  });

  it('moves an empty ledger', async () => {
    expect(await moveLedger(openMemoryEventStore(), openMemoryEventStore())).toEqual({
      events: 0,
      alreadyThere: 0,
      digest: (await digestOfLedger(openMemoryEventStore())).digest,
    });
  });

  it('lets other work of the process run in between, even when the store answers at once', async () => {
    let turn = false;
    setImmediate(() => (turn = true));
    await digestOfLedger(from);
    expect(turn).toBe(true);
  });

  it('gives different digests for two ledgers that differ only in the order of events', async () => {
    const [a, b] = [event('a'), event('b')];
    const [one, other] = [openMemoryEventStore(), openMemoryEventStore()];
    for (const [store, events] of [
      [one, [a, b]],
      [other, [b, a]],
    ] as const)
      for (const it of events) await store.append([{ stream: it.id, expected: 'noStream', events: [it] }]);
    expect((await digestOfLedger(one)).digest).not.toBe((await digestOfLedger(other)).digest);
  });
});
