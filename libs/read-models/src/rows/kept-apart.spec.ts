import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sees } from '@jwg/domain';
import { step } from '@jwg/event-sourcing';
import fc from 'fast-check';
import { databases } from '../../../../test/postgres.js';
import { foldedRows, openRows, projectionFollower, rebuild, type Rows } from '../rows.js';
import { accountsWithReceipts as accounts, ledger, stored, type ToyEvent } from '../testing/toy.js';
import { someHistory, viewers } from '../testing/toy-history.js';
import { pageOfList, valuesApart, wholeLists } from './kept-apart.js';
import type { RowReader } from './reader.js';
import { partsName, versionsName } from './tables.js';

const open = (account = 'a'): ToyEvent => ({ type: 'Opened', data: { account, owner: 'x' } });
const pay = (amount = 1, account = 'a'): ToyEvent => ({ type: 'Paid', data: { accounts: [account], amount } });
const payments = (count: number) => stored([open(), ...Array.from({ length: count }, (_, n) => pay(n))]);

const askEverything = async (reader: RowReader, projection: typeof accounts) => [
  await reader.find(projection, { owner: 'x' }),
  await reader.getMany(projection, ['c', 'a']),
  [...(await wholeLists(reader, projection, ['c', 'b', 'a'], 'receipts'))].toSorted(),
  await pageOfList(reader, projection, 'a', 'receipts', { limit: 2 }),
  await pageOfList(reader, projection, 'a', 'receipts', { limit: 2, latest: true }),
  await pageOfList(reader, projection, 'a', 'receipts', { limit: 9, between: [3, 7] }),
  await valuesApart(reader, projection, 'a'),
];

describe.each(await databases())('what is kept apart from rows in $name', ({ name, fresh }) => {
  let rows: Rows;
  beforeEach(async () => {
    rows = await openRows(await fresh());
  });
  afterEach(() => rows.close());

  const at = (position: number) => rows.at(position);

  it('is for each viewer, at any position, a fold of the events that the viewer may see', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(someHistory, fc.integer({ min: 1, max: 10 }), async (events, limit) => {
        const projection = { ...accounts, name: `toy_receipts_${'abcdefghijklmnopqrstuvwxyz'[round++]}` };
        const follower = projectionFollower(rows, projection);
        while ((await step(ledger(events), follower, limit)) > 0);
        for (const viewer of viewers)
          for (let position = -1; position < events.length; position++) {
            const known = events.slice(0, position + 1).filter((event) => sees(viewer, event));
            expect(await askEverything(rows.at(position, viewer), projection)).toEqual(
              await askEverything(foldedRows(known, [projection]), projection),
            );
          }
      }),
      { numRuns: name === 'SQLite' ? 20 : 5 },
    );
  }, 120_000);

  it('comes in pages that leave nothing out, forwards and from the latest', async () => {
    await projectionFollower(rows, accounts).handle(payments(7), undefined);
    const amounts = (page: { entry: { amount: number } }[]) => page.map(({ entry }) => entry.amount);
    const first = await pageOfList(at(7), accounts, 'a', 'receipts', { limit: 3 });
    const next = await pageOfList(at(7), accounts, 'a', 'receipts', { limit: 9, after: first.at(-1)!.place });
    expect([amounts(first), amounts(next)]).toEqual([
      [0, 1, 2],
      [3, 4, 5, 6],
    ]);
    expect(amounts(await pageOfList(at(5), accounts, 'a', 'receipts', { limit: 2, latest: true }))).toEqual([3, 4]);
  });

  it('is written once, however many events follow, and so is a row that they leave as it is', async () => {
    const events = [...payments(50), ...stored([{ type: 'Handed', data: { account: 'a', owner: 'y' } }], 51)];
    await projectionFollower(rows, accounts).handle(events, undefined);
    const parts = partsName({ name: accounts.name, generation: 1 });
    const written = await rows.engine.db.selectFrom(parts).select(['part', 'body']).execute();
    expect(written.filter(({ part }) => String(part).startsWith('receipts/'))).toHaveLength(50);
    expect(Math.max(...written.map(({ body }) => body.length))).toBeLessThan(40);
  });

  it('goes with its generation when a rebuild replaces it', async () => {
    const events = payments(3);
    await projectionFollower(rows, accounts).handle(events, undefined);
    const before = await askEverything(at(3), accounts);
    await rebuild(rows, accounts, ledger(events));
    expect(await askEverything(at(3), accounts)).toEqual(before);
    const gone = partsName({ name: accounts.name, generation: 1 });
    await expect(rows.engine.db.selectFrom(gone).select('part').execute()).rejects.toThrow();
  });

  it('is not asked of rows that are too old to have it: the answer is that they are being rebuilt', async () => {
    const { apart: _, ...old } = accounts;
    await projectionFollower(rows, old as never).handle(payments(2), undefined);
    const raised = { ...accounts, version: 2, oldestReadable: 2 };
    await expect(at(2).get(raised, 'a')).rejects.toThrow('being rebuilt');
    await expect(wholeLists(at(2), raised, ['a'], 'receipts')).rejects.toThrow('being rebuilt');
    while ((await step(ledger(payments(2)), projectionFollower(rows, raised))) > 0);
    expect((await wholeLists(at(2), raised, ['a'], 'receipts')).get('a')).toHaveLength(2);
  });

  it('is written in portions, so that a batch of large versions never waits in memory as a whole', async () => {
    const big = 'x'.repeat(200_000);
    const large = { ...accounts, name: 'toy_large', on: { ...accounts.on } };
    large.on.Handed = (row) => row && { ...row, owner: `${row.owner.length > 50 ? 'y' : big}` };
    const events = stored([open(), ...Array.from({ length: 60 }, (): ToyEvent => hand())]);
    const portions: number[] = [];
    const { insert } = rows.engine;
    const counting: Rows = {
      ...rows,
      engine: {
        ...rows.engine,
        insert: (trx, table, columns, lines) => {
          portions.push(JSON.stringify(lines).length);
          return insert(trx, table, columns, lines);
        },
      },
    };
    await projectionFollower(counting, large).handle(events, undefined);
    expect(Math.max(...portions)).toBeLessThan(3_000_000);
    const versions = versionsName({ name: 'toy_large', generation: 1 });
    const kept = await rows.engine.db.selectFrom(versions).select('from_position').execute();
    expect(kept).toHaveLength(events.length);
    expect(await rows.at(59).get(large, 'a')).toMatchObject({ owner: big });
  });
});

const hand = (): ToyEvent => ({ type: 'Handed', data: { account: 'a', owner: 'z' } });
