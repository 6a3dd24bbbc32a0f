import { afterEach, describe, expect, it } from '@jest/globals';
import { openKurrentDbEventStore, openMemoryEventStore } from '@jwg/event-store';
import type { EventStore } from '@jwg/event-sourcing';
import { forum } from '@jwg/domain';
import { Ledger, type RequestContext } from '@jwg/platform';
import { v5 } from 'uuid';
import { openSession } from '../libs/platform/src/testing/open-session.js';
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
describe.each(['23.10.8', '25.1.0', '26.1.0'])('KurrentDB %s', (version) => {
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

  it('is moved to, keeps positions and digest, and goes on where it was cut off', async () => {
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

  it('takes commands to one stream that are given as one, whole or not at all', async () => {
    double = await startKurrentDouble({ version });
    const store = await opened();
    const ledger = new Ledger(store);
    const as = (name: string): RequestContext => ({
      actor: { id: 'someone', role: 'recorder' },
      commandId: v5(name, 'c0ffee00-0000-4000-8000-000000000000'),
    });
    await openSession(ledger, as);
    const rest = { command: { type: 'MarkForumDormant' as const, data: { reason: 'x' } } };
    const revive = { command: { type: 'ReviveForum' as const, data: { reason: 'x' } } };
    const first = await ledger.transactAll(forum, 'st', [rest, revive], as('both'));
    expect(first.events.map(({ type }) => type)).toEqual(['ForumMarkedDormant', 'ForumRevived']);
    expect(await ledger.transactAll(forum, 'st', [rest, revive], as('both'))).toEqual(first);
    const length = await store.lengthOf('forum-st');
    await expect(
      ledger.transactAll(forum, 'st', [rest, rest, { command: { type: 'ReviveForum', data: {} } as never }], as('no')),
    ).rejects.toThrow();
    expect(await store.lengthOf('forum-st')).toBe(length);
  });
});
