import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openKurrentDbEventStore } from '@jwg/event-store';
import { StoreUnavailable, type EventStore, type FollowerBooks } from '@jwg/event-sourcing';
import { measureImports, unfinishedImport } from '@jwg/platform';
import { openBooks, openRows } from '@jwg/read-models';
import { Registry } from 'prom-client';
import { importing } from '../libs/application/src/import/testing/importing.js';
import { startKurrentDouble, type KurrentDouble } from './kurrentdb.js';
import { databases, type Place } from './postgres.js';

const postgres = (await databases()).find(({ name }) => name === 'PostgreSQL');
const file = (mode: string) => `
forums:
  - id: f
    name: { en: Forum }
    level: workingGroup
    sides: [{ side: PK, name: { en: Pakistan } }, { side: CN, name: { en: China } }]
sessions:
  - { id: f.1, mode: ${mode}, openedOn: 2021-01-01, statements: [] }
`;

// The server is a protocol test double of EventStoreDB 23.10.8, which takes one stream at a time.
(postgres ? describe : describe.skip)('an import that was begun and broken off', () => {
  let double: KurrentDouble;
  let store: EventStore;
  const closing: { close(): Promise<void> }[] = [];
  let place: Place;
  beforeAll(async () => {
    double = await startKurrentDouble({ version: '23.10.8' });
    place = await postgres!.fresh();
    store = await openKurrentDbEventStore({ url: double.url, answerWithinMs: 20_000 });
    closing.push(store);
  }, 120_000);
  afterAll(async () => {
    for (const it of closing.reverse()) await it.close();
    await double?.stop();
  });

  /** The books, as another process opens them. */
  const booksOfAnother = async (): Promise<FollowerBooks> => {
    const rows = await openRows(place);
    const books = await openBooks({ beside: rows });
    closing.push(rows, books);
    return books;
  };
  /** The store, which is out of reach after its first append. */
  const brokenOff = (): EventStore => {
    let appends = 0;
    return Object.assign(Object.create(store) as EventStore, {
      append: async (...writes: Parameters<EventStore['append']>) => {
        if ((appends += 1) > 1) throw new StoreUnavailable('out of reach');
        return store.append(...writes);
      },
    });
  };
  const metric = async (books: FollowerBooks) => {
    const registry = new Registry();
    measureImports(books, registry);
    return /^jwg_imports_unfinished (\S+)/m.exec(await registry.metrics())?.[1];
  };

  it('is named by its answer, and to every process, until the same file finishes it', async () => {
    const [here, there] = [await booksOfAnother(), await booksOfAnother()];
    expect(await metric(there)).toBe('0');
    const first = await importing(brokenOff(), here.begun);
    await expect(first.run(file('virtual'))).rejects.toMatchObject({
      name: 'ImportBrokenOff',
      kind: 'unavailable',
      detail: expect.stringContaining('1 of its events stand; the import is not finished'),
    });
    await first.close();
    expect(await metric(there)).toBe('1');
    const [begun] = await there.begun!.list();
    expect(begun).toMatchObject({ about: ['f', 'f.1'], by: 'recorder' });
    expect(unfinishedImport(begun!)).toContain('about f, f.1, begun by recorder');

    const second = await importing(store, there.begun);
    expect(await second.run(file('hybrid-or-so'))).toMatchObject({ events: 0 });
    expect(await metric(here)).toBe('1');
    expect(await second.run(file('virtual'))).toMatchObject({ problems: [], known: 1 });
    expect(await metric(here)).toBe('0');
    expect(await second.run(file('virtual'))).toMatchObject({ problems: [], events: 0 });
    await second.close();
  }, 60_000);

  it('is not on record where it was whole, or was only tried', async () => {
    const books = await booksOfAnother();
    const ledger = await importing(store, books.begun);
    await ledger.run(file('virtual').replaceAll('f.1', 'g.1').replace('id: f', 'id: g'), { dryRun: true });
    expect(await books.begun!.list()).toEqual([]);
    await ledger.run(file('virtual').replaceAll('f.1', 'g.1').replace('id: f', 'id: g'));
    expect(await books.begun!.list()).toEqual([]);
    await ledger.close();
  });
});
