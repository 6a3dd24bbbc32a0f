import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { step } from '@jwg/event-sourcing';
import fc from 'fast-check';
import { databases } from '../../../../test/postgres.js';
import { foldedRows, openRows, projectionFollower, type Page, type RowReader, type Rows, type Where } from '../rows.js';
import { accounts, ledger, stored, type ToyEvent } from '../testing/toy.js';

const owners = ['CN', 'PK', 'pk', 'É', 'z', '😀', '\uffee', ''];
const numbers = [-20, -1.5, -1, 0, 0.25, 1, 3, 10, 200];

/** Accounts of every owner and balance, some of which were never paid (no rating). */
const facts: ToyEvent[] = owners.flatMap((owner, index) =>
  numbers.flatMap((amount, place): ToyEvent[] => {
    const account = `${index}.${place}`;
    const open: ToyEvent = { type: 'Opened', data: { account, owner } };
    return (index + place) % 3 === 0 ? [open] : [open, { type: 'Paid', data: { accounts: [account], amount } }];
  }),
);
const events = stored(facts);

const someOwner = fc.constantFrom(...owners);
const someNumber = fc.constantFrom(...numbers);
const condition = (value: fc.Arbitrary<string | number>) =>
  fc.oneof(
    value,
    fc.constant(null),
    fc.record({ in: fc.array(value, { maxLength: 4 }) }),
    fc.record({ atLeast: value, atMost: value }, { requiredKeys: [] }),
  );
const someWhere: fc.Arbitrary<Where> = fc.record(
  { owner: condition(someOwner), balance: condition(someNumber), rating: condition(someNumber) },
  { requiredKeys: [] },
);
const somePage: fc.Arbitrary<Omit<Page, 'after'>> = fc.record(
  {
    by: fc.constantFrom('key', 'owner', 'balance', 'rating'),
    limit: fc.integer({ min: 1, max: 30 }),
    descending: fc.boolean(),
  },
  { requiredKeys: ['limit'] },
);

const readers = [
  {
    name: 'a fold in memory',
    open: async () => ({ reader: foldedRows(events, [accounts]), close: async () => {} }),
  },
  ...(await databases()).map(({ name, fresh }) => ({
    name,
    async open(): Promise<{ reader: RowReader; close(): Promise<void> }> {
      const rows: Rows = await openRows(await fresh());
      const follower = projectionFollower(rows, accounts);
      while ((await step(ledger(events), follower)) > 0);
      return { reader: rows.at(events.length - 1), close: () => rows.close() };
    },
  })),
];

describe.each(readers)('reading rows from $name', ({ open }) => {
  let reader: RowReader;
  let close: () => Promise<void>;
  beforeEach(async () => ({ reader, close } = await open()));
  afterEach(() => close());

  const keys = async (where?: Where, page?: Page) =>
    (await reader.find(accounts, where, page)).map(({ account }) => account);

  it('gets a row by its key, or nothing', async () => {
    expect(await reader.get(accounts, '1.2')).toEqual({ account: '1.2', owner: 'PK', balance: 0, payments: 0 });
    expect(await reader.get(accounts, 'nobody')).toBeUndefined();
  });

  it('gets many rows in the order of the keys, and leaves out missing ones', async () => {
    const found = await reader.getMany(accounts, ['3.1', 'nobody', '0.0', '2.4']);
    expect(found.map(({ account }) => account)).toEqual(['3.1', '0.0', '2.4']);
    expect(await reader.getMany(accounts, [])).toEqual([]);
  });

  it('finds all rows in order of key', async () => {
    expect(await keys()).toEqual(owners.flatMap((_, index) => numbers.map((_, place) => `${index}.${place}`)));
  });

  it('finds rows by equality, by choice and by range, all together', async () => {
    expect(await keys({ owner: 'PK', balance: { atLeast: 0, atMost: 3 } })).toEqual([
      '1.2',
      '1.3',
      '1.4',
      '1.5',
      '1.6',
      '1.8',
    ]);
    expect(await keys({ owner: { in: ['CN', 'z'] }, rating: null })).toEqual([
      '0.0',
      '0.3',
      '0.6',
      '4.2',
      '4.5',
      '4.8',
    ]);
    expect(await keys({ owner: { in: [] } })).toEqual([]);
    expect(await keys({ key: { atLeast: '7.7' }, owner: undefined })).toEqual(['7.7', '7.8']);
  });

  it('sorts numbers as numbers, and puts rows without a value first', async () => {
    const owner = 'CN';
    expect(await keys({ owner }, { by: 'rating', limit: 20 })).toEqual([
      '0.0',
      '0.3',
      '0.6',
      '0.1',
      '0.2',
      '0.4',
      '0.5',
      '0.7',
      '0.8',
    ]);
    expect(await keys({ owner }, { by: 'rating', limit: 4, descending: true })).toEqual(['0.8', '0.7', '0.5', '0.4']);
  });

  it('sorts strings by their bytes', async () => {
    const found = await reader.find(
      accounts,
      { balance: 0, key: { in: owners.map((_, index) => `${index}.3`) } },
      { by: 'owner', limit: 9 },
    );
    expect(found.map(({ owner }) => owner)).toEqual(['', 'CN', 'PK', 'pk', 'z', 'É', '\uffee', '😀']);
  });

  it('refuses a column that the projection does not have', async () => {
    await expect(reader.find(accounts, { colour: 'red' })).rejects.toThrow('no column colour');
    await expect(reader.find(accounts, {}, { by: 'colour', limit: 1 })).rejects.toThrow('no column colour');
  });

  it('answers every question as a fold in memory does', async () => {
    const folded = foldedRows(events, [accounts]);
    await fc.assert(
      fc.asyncProperty(someWhere, fc.option(somePage, { nil: undefined }), async (where, page) => {
        expect(await reader.find(accounts, where, page)).toEqual(await folded.find(accounts, where, page));
      }),
      { numRuns: 150 },
    );
  });

  it('pages through all that it finds, each row once, in order', async () => {
    await fc.assert(
      fc.asyncProperty(someWhere, somePage, async (where, page) => {
        const column = page.by === undefined || page.by === 'key' ? () => null : accounts.columns[page.by]!;
        const whole = await keys(where, { ...page, limit: 1000 });
        const paged: string[] = [];
        let after: Page['after'];
        for (;;) {
          const found = await reader.find(accounts, where, { ...page, after });
          paged.push(...found.map(({ account }) => account));
          const last = found.at(-1);
          if (!last || paged.length > whole.length) break;
          after = [column(last), last.account];
        }
        expect(paged).toEqual(whole);
      }),
      { numRuns: 40 },
    );
  });
});
