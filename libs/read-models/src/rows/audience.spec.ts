import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sees } from '@jwg/domain';
import { step } from '@jwg/event-sourcing';
import fc from 'fast-check';
import { databases } from '../../../../test/postgres.js';
import { foldedRows, openRows, projectionFollower, rebuild, type Page, type Rows, type Where } from '../rows.js';
import { versionsName } from './tables.js';
import { accounts, ledger, stored, type ToyEvent } from '../testing/toy.js';
import { seenBy, someHistory, viewers, type Inner } from '../testing/toy-history.js';

const questions: readonly [Where, Page?][] = [
  [{}],
  [{ owner: 'x', balance: { atLeast: 0 } }],
  [{ rating: null }, { by: 'balance', limit: 2 }],
  [{}, { by: 'owner', limit: 2, descending: true, after: ['y', 'a'] }],
];

describe.each(await databases())('rows for several audiences in $name', ({ fresh }) => {
  let rows: Rows;
  beforeEach(async () => {
    rows = await openRows(await fresh());
  });
  afterEach(() => rows.close());

  it('are for each viewer, at any position, a fold of the events that the viewer may see', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(someHistory, fc.integer({ min: 1, max: 10 }), async (events, limit) => {
        const letter = (n: number) => 'abcdefghij'[n % 10]!;
        const projection = { ...accounts, name: `toy_${letter(Math.floor(round / 10))}${letter(round++)}` };
        const follower = projectionFollower(rows, projection);
        while ((await step(ledger(events), follower, limit)) > 0);
        for (const viewer of viewers)
          for (let position = -1; position < events.length; position++) {
            const known = events.slice(0, position + 1).filter((event) => sees(viewer, event));
            const [kept, folded] = [rows.at(position, viewer), foldedRows(known, [projection])];
            for (const [where, page] of questions)
              expect(await kept.find(projection, where, page)).toEqual(await folded.find(projection, where, page));
            expect(await kept.getMany(projection, ['c', 'a'])).toEqual(await folded.getMany(projection, ['c', 'a']));
          }
      }),
      { numRuns: 25 },
    );
  });

  const open: ToyEvent = { type: 'Opened', data: { account: 'a', owner: 'x' } };
  const pay: ToyEvent = { type: 'Paid', data: { accounts: ['a'], amount: 1 } };
  const events = (...inner: Inner[]) =>
    stored(inner.map((_, n) => (n === 0 ? open : pay))).map((it, n) => seenBy(it, inner[n]));
  const lines = async () =>
    (
      await rows.engine.db
        .selectFrom(versionsName({ name: accounts.name, generation: 1 }))
        .select(['audience', 'from_position'])
        .orderBy('from_position')
        .orderBy('audience')
        .execute()
    ).map(({ audience, from_position }) => [from_position, audience]);

  it('are stored once while nothing is internal, and once for each audience from the first internal event on', async () => {
    await projectionFollower(rows, accounts).handle(events(undefined, undefined, 'PK', undefined), undefined);
    expect(await lines()).toEqual([
      [0, ''],
      [1, ''],
      [2, 'side PK'],
      [2, 'whole ledger'],
      [3, ''],
      [3, 'side PK'],
      [3, 'whole ledger'],
    ]);
  });

  it('show the public row by default', async () => {
    await projectionFollower(rows, accounts).handle(events(undefined, 'PK'), undefined);
    expect(await rows.at(1).get(accounts, 'a')).toMatchObject({ balance: 0 });
    expect(await rows.at(1, { side: 'PK' }).get(accounts, 'a')).toMatchObject({ balance: 1 });
  });

  it('are the same after a rebuild', async () => {
    const all = events(undefined, 'PK', 'CN', undefined, 'nobody');
    await projectionFollower(rows, accounts).handle(all, undefined);
    const seen = () => Promise.all(viewers.map((viewer) => rows.at(4, viewer).find(accounts)));
    const before = await seen();
    await rebuild(rows, accounts, ledger(all));
    expect(await seen()).toEqual(before);
    expect(before.map(([row]) => row!.balance)).toEqual([2, 2, 1, 1, 4]);
  });
});
