import { afterEach, describe, expect, it } from '@jest/globals';
import { openKurrentDbEventStore, openMemoryEventStore } from '@jwg/event-store';
import type { EventStore } from '@jwg/event-sourcing';
import { digestOfLedger } from '../libs/platform/src/moving/ledger-digest.js';
import { moveLedger } from '../libs/platform/src/moving/move-ledger.js';
import { newEvent } from '../libs/event-store/src/testing/naive-ledger.js';
import { startKurrentDouble, type KurrentDouble } from './kurrentdb.js';

/** Streams that take turns, so that no append of one stream alone could keep the order. */
const ledgerInTurns = async (events: number): Promise<EventStore> => {
  const store = openMemoryEventStore();
  for (let n = 0; n < events; n += 1) {
    const revision = Math.floor(n / 7);
    const expected = revision === 0 ? ('noStream' as const) : revision - 1;
    await store.append([{ stream: `s${n % 7}`, expected, events: [newEvent(n)] }]);
  }
  return store;
};

// On a protocol test double of KurrentDB, which is not KurrentDB, of the versions that people run.
describe.each(['23.10.8', '25.1.0', '26.1.0'])('A move to KurrentDB %s', (version) => {
  let double: KurrentDouble;
  const open: EventStore[] = [];
  const opened = async () => {
    open.push(await openKurrentDbEventStore({ url: double.url, answerWithinMs: 20_000 }));
    return open.at(-1)!;
  };
  afterEach(async () => {
    for (const store of open.splice(0)) await store.close();
    await double.stop();
  });

  it('keeps positions and digest, and goes on where it was cut off', async () => {
    double = await startKurrentDouble({ version });
    const from = await ledgerInTurns(200);
    const to = await opened();
    let appends = 0;
    const cut: Pick<EventStore, 'readAll' | 'append' | 'takesWhole'> = {
      takesWhole: to.takesWhole,
      readAll: (after, limit) => to.readAll(after, limit),
      append: async (writes) => {
        const stored = await to.append(writes);
        if ((appends += 1) === (to.takesWhole ? 50 : 1)) throw new Error('cut off');
        return stored;
      },
    };
    await expect(moveLedger(from, cut)).rejects.toThrow('cut off');
    const again = await opened();
    const moved = await moveLedger(from, again);
    expect(moved).toMatchObject(await digestOfLedger(from));
    expect(moved.alreadyThere).toBe(to.takesWhole ? 50 : 200);
    const content = async (store: EventStore) =>
      (await store.readAll(undefined, 1_000)).map(({ cursor: _, ...event }) => event);
    expect(await content(again)).toEqual(await content(from));
  });
});
