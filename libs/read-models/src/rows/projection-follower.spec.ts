import { beforeEach, afterEach, describe, expect, it } from '@jest/globals';
import { CheckpointMoved, step } from '@jwg/event-sourcing';
import fc from 'fast-check';
import { databases } from '../../../../test/postgres.js';
import {
  foldedRows,
  openRows,
  projectionFollower,
  ProjectionOutdated,
  rebuild,
  RowsBeingRebuilt,
  type Rows,
} from '../rows.js';
import { versionsName } from './tables.js';
import { accounts, ledger, stored, type Account, type ToyEvent } from '../testing/toy.js';

const someAccount = fc.constantFrom('a', 'b', 'c', 'é', '😀', '\uffee');
const someOwner = fc.constantFrom('PK', 'CN', 'pk');
const someFact: fc.Arbitrary<ToyEvent> = fc.oneof(
  fc.record({ type: fc.constant('Opened' as const), data: fc.record({ account: someAccount, owner: someOwner }) }),
  fc.record({
    type: fc.constant('Paid' as const),
    data: fc.record({ accounts: fc.array(someAccount, { maxLength: 3 }), amount: fc.integer({ min: -3, max: 3 }) }),
  }),
  fc.record({ type: fc.constant('Handed' as const), data: fc.record({ account: someAccount, owner: someOwner }) }),
  fc.record({ type: fc.constant('Closed' as const), data: fc.record({ account: someAccount }) }),
  fc.constant<ToyEvent>({ type: 'Unheard', data: {} }),
);

const opened = (account: string, owner = 'PK'): ToyEvent => ({ type: 'Opened', data: { account, owner } });
const paid = (account: string, amount = 1): ToyEvent => ({ type: 'Paid', data: { accounts: [account], amount } });
const closed = (account: string): ToyEvent => ({ type: 'Closed', data: { account } });

/** A long one, of which a page is not looked for from its beginning. */
const ledgerByPlace = (events: ReturnType<typeof stored>) => ({
  readAll: async (after: string | undefined, limit: number) => {
    const from = after === undefined ? 0 : Number(after.slice('bookmark '.length)) + 1;
    return events.slice(from, from + limit);
  },
});

describe.each(await databases())('a projection followed into $name', ({ fresh }) => {
  let rows: Rows;
  beforeEach(async () => {
    rows = await openRows(await fresh());
  });
  afterEach(() => rows.close());

  const balances = async (position: number, projection = accounts) =>
    (await rows.at(position).find(projection)).map(({ account, balance }) => [account, balance]);

  it('keeps each row as it was after every event', async () => {
    const events = stored([opened('a'), paid('a', 5), opened('b'), paid('a', 2), closed('a'), opened('a')]);
    await projectionFollower(rows, accounts).handle(events, undefined);
    expect(await balances(-1)).toEqual([]);
    expect(await balances(0)).toEqual([['a', 0]]);
    expect(await balances(2)).toEqual([
      ['a', 5],
      ['b', 0],
    ]);
    expect(await balances(3)).toEqual([
      ['a', 7],
      ['b', 0],
    ]);
    expect(await balances(4)).toEqual([['b', 0]]);
    expect(await balances(5)).toEqual([
      ['a', 0],
      ['b', 0],
    ]);
  });

  it('answers as of any position as a fold of the events up to it does, however they were batched', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(someFact, { minLength: 1, maxLength: 25 }),
        fc.integer({ min: 1, max: 10 }),
        async (facts, limit) => {
          const projection = {
            ...accounts,
            name: `toy_${'abcdefghij'[Math.floor(round / 10) % 10]}${'abcdefghij'[round++ % 10]}`,
          };
          const events = stored(facts);
          const follower = projectionFollower(rows, projection);
          while ((await step(ledger(events), follower, limit)) > 0);
          expect(await rows.position(projection)).toBe(events.length - 1);
          for (let position = -1; position < events.length; position++) {
            const folded = foldedRows(events.slice(0, position + 1), [projection]);
            const asOf = rows.at(position);
            expect(await asOf.find(projection)).toEqual(await folded.find(projection));
            const keys = ['\uffee', 'c', 'a', 'nobody'];
            expect(await asOf.getMany(projection, keys)).toEqual(await folded.getMany(projection, keys));
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('writes nothing for an event that leaves the row as it is', async () => {
    const unchanged: ToyEvent = { type: 'Handed', data: { account: 'a', owner: 'PK' } };
    await projectionFollower(rows, accounts).handle(
      stored([opened('a'), unchanged, paid('a', 0), unchanged]),
      undefined,
    );
    const versions = await rows.engine.db
      .selectFrom(versionsName({ name: accounts.name, generation: 1 }))
      .select('from_position')
      .orderBy('from_position')
      .execute();
    expect(versions.map(({ from_position }) => from_position)).toEqual([0, 2]);
  });

  it('rolls back the whole batch of the second of two racing followers', async () => {
    const events = stored([opened('a'), paid('a', 5)]);
    const racing = [projectionFollower(rows, accounts), projectionFollower(rows, accounts)];
    for (const follower of racing) expect(await follower.checkpoint()).toBeUndefined();
    const ends = await Promise.allSettled(racing.map((follower) => follower.handle(events, undefined)));
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(ends.find((end) => end.status === 'rejected')).toMatchObject({ reason: expect.any(CheckpointMoved) });
    expect(await balances(1)).toEqual([['a', 5]]);
    expect(await racing[0]!.checkpoint()).toEqual({ cursor: 'bookmark 1', position: 1 });
  });

  it('goes on from the rows of another follower that was faster, whatever it remembers', async () => {
    const events = stored([opened('a'), paid('a', 5), paid('a', 1), paid('a', 2), closed('a'), opened('a')]);
    const inTurn = [projectionFollower(rows, accounts), projectionFollower(rows, accounts)];
    for (const n of events.keys()) await step(ledger(events), inTurn[n % 2]!, 1);
    expect(await balances(2)).toEqual([['a', 6]]);
    expect(await balances(3)).toEqual([['a', 8]]);
    expect(await balances(4)).toEqual([]);
    expect(await balances(5)).toEqual([['a', 0]]);
  });

  it('leaves nothing of a batch that fails half-way', async () => {
    const broken = {
      ...accounts,
      columns: {
        ...accounts.columns,
        owner: ({ owner }: Account) => {
          if (owner === 'nobody') throw new Error('no such owner');
          return owner;
        },
      },
    };
    const follower = projectionFollower(rows, broken);
    const events = stored([opened('a'), paid('a', 1), opened('b', 'nobody')]);
    await follower.handle(events.slice(0, 1), undefined);
    await expect(follower.handle(events.slice(1), 'bookmark 0')).rejects.toThrow('no such owner');
    expect(await follower.checkpoint()).toEqual({ cursor: 'bookmark 0', position: 0 });
    expect(await balances(2)).toEqual([['a', 0]]);
  });

  it('moves its checkpoint past a skipped event without applying it', async () => {
    const events = stored([opened('a'), paid('a', 5), paid('a', 1)]);
    const follower = projectionFollower(rows, accounts);
    await follower.handle(events.slice(0, 1), undefined);
    await follower.skip(events[1]!, 'bookmark 0');
    await follower.handle(events.slice(2), 'bookmark 1');
    expect(await balances(2)).toEqual([['a', 1]]);
    await expect(follower.skip(events[1]!, 'bookmark 0')).rejects.toThrow(CheckpointMoved);
  });

  describe('when its version is raised', () => {
    const doubled = {
      ...accounts,
      version: 2,
      on: {
        ...accounts.on,
        Paid: (row: Account | undefined, { data }: { data: { amount: number } }) =>
          row && { ...row, balance: row.balance + 2 * data.amount, payments: row.payments + 1 },
      },
      columns: { owner: accounts.columns.owner!, doubled: ({ balance }: Account) => balance },
    };
    const events = stored([opened('a'), paid('a'), paid('a'), paid('a'), paid('a')]);

    beforeEach(() => projectionFollower(rows, accounts).handle(events.slice(0, 4), undefined));

    it('builds new rows beside the live rows, which stay readable, and swaps them in when it has caught up', async () => {
      const follower = projectionFollower(rows, doubled);
      for (let handled = 0; handled < 3; handled++) {
        await step(ledger(events), follower, 1);
        expect(await balances(3, doubled)).toEqual([['a', 3]]);
        expect(await rows.position(doubled)).toBe(3);
      }
      expect((await rows.generations()).map(({ state, position }) => [state, position])).toEqual([
        ['live', 3],
        ['building', 2],
      ]);
      await step(ledger(events), follower, 1);
      expect(await balances(3, doubled)).toEqual([['a', 6]]);
      expect(await rows.at(3).find(doubled, { doubled: 6 })).toHaveLength(1);
      expect(await rows.generations()).toMatchObject([{ generation: 2, version: 2, state: 'live', position: 3 }]);
      await step(ledger(events), follower, 1);
      expect(await balances(4, doubled)).toEqual([['a', 8]]);
    });

    it('fails with a clear error when the older rows cannot answer a question of the new version', async () => {
      await step(ledger(events), projectionFollower(rows, doubled), 1);
      await expect(rows.at(3).find(doubled, { doubled: 6 })).rejects.toThrow('being rebuilt');
    });

    it('does not break a reader in the middle of a question', async () => {
      const follower = projectionFollower(rows, doubled);
      let done = false;
      const following = (async () => {
        while ((await step(ledger(events), follower, 1)) > 0);
        done = true;
      })();
      while (!done) expect([3, 6]).toContain((await balances(3))[0]![1]);
      await following;
    });

    it('refuses to go back to the older version by itself, but does so by a rebuild', async () => {
      while ((await step(ledger(events), projectionFollower(rows, doubled))) > 0);
      const older = projectionFollower(rows, accounts);
      await expect(older.checkpoint()).rejects.toThrow(ProjectionOutdated);
      await rebuild(rows, accounts, ledger(events));
      expect(await balances(4)).toEqual([['a', 4]]);
      expect(await older.checkpoint()).toMatchObject({ position: 4 });
    });
  });

  it('gives the same rows after a rebuild, at every position', async () => {
    const events = stored([opened('a'), paid('a', 5), opened('b'), closed('a'), paid('b', 2)]);
    const follower = projectionFollower(rows, accounts);
    await follower.handle(events, undefined);
    const history = () => Promise.all(events.map(({ position }) => rows.at(position).find(accounts)));
    const original = await history();
    await rebuild(rows, accounts, ledger(events));
    expect(await history()).toEqual(original);
    expect(await rows.generations()).toMatchObject([{ generation: 2, version: 1, state: 'live', position: 4 }]);
    expect(await follower.checkpoint()).toEqual({ cursor: 'bookmark 4', position: 4 });
  });

  it('says that rows of a long log are not there yet, goes on after an end half-way, and has all answers in the end', async () => {
    const long = stored([
      ...Array.from({ length: 11_000 }, (_, n) => (n % 3 ? paid(`a${n % 700}`) : opened(`a${n % 700}`, `o${n % 5}`))),
      closed('a0'),
    ]);
    const log = ledgerByPlace(long);
    const first = projectionFollower(rows, accounts);
    for (let n = 0; n < 2; n += 1) await step(log, first);
    const isBuild = (await rows.generations()).length > 1;
    if (isBuild) await expect(rows.at(100).find(accounts)).rejects.toThrow(RowsBeingRebuilt);
    if (isBuild) await expect(rows.position(accounts)).rejects.toThrow(RowsBeingRebuilt); // and not "the ledger is empty"
    const again = projectionFollower(rows, accounts); // as after kill -9: nothing is remembered
    expect(await again.checkpoint()).toMatchObject({ position: 1_999 });
    while ((await step(log, again)) > 0);
    expect(await rows.generations()).toMatchObject([{ state: 'live', position: 11_000 }]);
    for (const position of [0, 1_999, 2_000, 7_777, 11_000]) {
      const [kept, folded] = [rows.at(position), foldedRows(long.slice(0, position + 1), [accounts])];
      expect(await kept.find(accounts)).toEqual(await folded.find(accounts));
      const page = { by: 'balance', limit: 20, descending: true } as const;
      expect(await kept.find(accounts, { owner: 'o1' }, page)).toEqual(
        await folded.find(accounts, { owner: 'o1' }, page),
      );
    }
  });

  it('can be built by a rebuild alone, up to the end of the ledger', async () => {
    await rebuild(rows, accounts, ledger(stored([opened('a'), paid('a', 5)])));
    expect(await balances(1)).toEqual([['a', 5]]);
    await rebuild(rows, { ...accounts, name: 'toy_empty' }, ledger([]));
    expect(await rows.position({ ...accounts, name: 'toy_empty' })).toBe(-1);
  });
});
