import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { within } from '@jwg/platform';
import { StoreUnavailable, type EventStore } from '@jwg/event-sourcing';
import { openMemoryEventStore } from '@jwg/event-store';
import { v4 } from 'uuid';
import { ScheduleSession } from '../session/schedule-session.js';
import { ImportBrokenOff } from './broken-off.js';
import { importing } from './testing/importing.js';

const folder = 'docs/examples/cpec';
const examples = readdirSync(folder)
  .sort()
  .map((name) => readFileSync(`${folder}/${name}`));

/** The store, where it takes one stream at a time, as servers before KurrentDB 26.1; it is gone after some runs. */
const runByRun = (store: EventStore, runsBeforeDeath = Infinity): EventStore & { readonly runs: number } => {
  let runs = 0;
  const takesWhole: EventStore['takesWhole'] = (writes) => new Set(writes.map(({ stream }) => stream)).size <= 1;
  return {
    get runs() {
      return runs;
    },
    takesWhole,
    async append(writes) {
      expect(takesWhole(writes)).toBe(true);
      if (runs === runsBeforeDeath) throw new StoreUnavailable('killed');
      runs += 1;
      return store.append(writes);
    },
    readStream: (stream, from) => store.readStream(stream, from),
    lengthOf: (stream) => store.lengthOf(stream),
    readAll: (after, limit) => store.readAll(after, limit),
    positionOf: (cursor) => store.positionOf(cursor),
    last: () => store.last(),
    watch: (listener) => store.watch(listener),
    close: () => store.close(),
  };
};

type Importing = Awaited<ReturnType<typeof importing>>;
const using = async <T>(store: EventStore, work: (ledger: Importing) => Promise<T>): Promise<T> => {
  const ledger = await importing(store);
  try {
    return await work(ledger);
  } finally {
    await ledger.close();
  }
};
/** What does not differ from one import of a file to another: all but the moment and the import's own id. */
const content = async (store: EventStore) =>
  (await store.readAll(undefined, 100_000)).map(({ id, type, stream, revision, position, data }) => ({
    ...{ id, type, stream, revision, position, data },
  }));
const importAll = (store: EventStore) =>
  using(store, async (ledger) => {
    for (const file of examples) expect((await ledger.run(file)).problems).toEqual([]);
  });

const undisturbed = async () => {
  const store = openMemoryEventStore();
  await importAll(store);
  return content(store);
};

describe('an import where the server takes one stream at a time', () => {
  it('writes the same events in the same order as where it is one append', async () => {
    const store = openMemoryEventStore();
    await importAll(runByRun(store));
    expect(await content(store)).toEqual(await undisturbed());
  });

  it('is finished by the same file after a kill between any two runs', async () => {
    const whole = await undisturbed();
    const counted = runByRun(openMemoryEventStore());
    await importAll(counted);
    expect(counted.runs).toBeGreaterThan(20);
    for (let runs = 0; runs < counted.runs; runs += 1) {
      const store = openMemoryEventStore();
      await expect(importAll(runByRun(store, runs))).rejects.toMatchObject({ kind: 'unavailable' });
      expect((await content(store)).length).toBeLessThan(whole.length);
      await importAll(runByRun(store));
      expect(await content(store)).toEqual(whole);
    }
  }, 120_000);

  it('comes out the same when two processes import the same file at once', async () => {
    const store = openMemoryEventStore();
    await Promise.all([importAll(runByRun(store)), importAll(runByRun(store))]);
    expect(await content(store)).toEqual(await undisturbed());
  });

  it('says what stands and what is in its way, when another command came in between', async () => {
    const store = openMemoryEventStore();
    const file = `
forums:
  - id: f
    name: { en: Forum }
    level: workingGroup
    sides: [{ side: PK, name: { en: Pakistan } }, { side: CN, name: { en: China } }]
sessions:
  - { id: f.1, mode: virtual, openedOn: 2021-01-01, statements: [] }
`;
    await using(runByRun(store, 1), (ledger) => expect(ledger.run(file)).rejects.toThrow(ImportBrokenOff));
    await using(runByRun(store), async (ledger) => {
      const other = Object.assign(new ScheduleSession(), { sessionId: 'f.1', mode: 'inPerson' });
      await within({ actor: { id: 'other', role: 'recorder' }, commandId: v4() }, () => ledger.commands.execute(other));
      const told = await ledger.run(file);
      expect(told.problems[0]).toMatchObject({ field: 'sessions[0].mode', code: expect.any(String) });
      expect(told).toMatchObject({
        events: 0,
        known: 1,
        unfinished: expect.stringContaining('1 commands stand already, and 0 events were written now'),
      });
    });
  });
});
