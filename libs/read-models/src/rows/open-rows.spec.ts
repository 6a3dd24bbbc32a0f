import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { follow } from '@jwg/event-sourcing';
import { databases, type Place } from '../../../../test/postgres.js';
import { openRows, projectionFollower, ReadModelsDamaged, type Rows } from '../rows.js';
import BetterSqlite from 'better-sqlite3';
import { accounts, ledger, stored, type ToyEvent } from '../testing/toy.js';

const opened = (account: string): ToyEvent => ({ type: 'Opened', data: { account, owner: 'PK' } });

describe.each(await databases())('the database of read models on $name', ({ fresh }) => {
  let place: Place;
  let rows: Rows;
  beforeEach(async () => {
    place = await fresh();
    rows = await openRows(place);
  });
  afterEach(() => rows.close());

  /** Opens the rows as another process does; with SQLite only one process writes. */
  const another = async (): Promise<Rows> =>
    'postgres' in place ? openRows(place) : { ...rows, close: async () => {} };

  it('has no rows of a projection that was never followed', async () => {
    expect(await rows.position(accounts)).toBe(-1);
    expect(await rows.at(0).find(accounts)).toEqual([]);
    expect(await rows.at(0).get(accounts, 'a')).toBeUndefined();
  });

  it('takes the position of the slowest projection for now', async () => {
    const other = { ...accounts, name: 'toy_other' };
    await projectionFollower(rows, accounts).handle(stored([opened('a'), opened('b')]), undefined);
    expect(await rows.position(accounts, other)).toBe(-1);
    await projectionFollower(rows, other).handle(stored([opened('a')]), undefined);
    expect(await rows.position(accounts, other)).toBe(0);
    expect(await rows.position(accounts)).toBe(1);
  });

  it('keeps rows and their checkpoints when it is opened again, also a second time at once', async () => {
    const [event] = stored([opened('a')]);
    expect(await rows.checkpoints()).toEqual(new Map());
    await projectionFollower(rows, accounts).handle([event!], undefined);
    const again = await openRows(place);
    try {
      expect(await again.at(0).find(accounts)).toHaveLength(1);
      expect(await again.checkpoints()).toEqual(new Map([[accounts.name, { cursor: event!.cursor, position: 0 }]]));
    } finally {
      await again.close();
    }
  });

  it('begins one generation when several processes ask for it at once', async () => {
    const others = await Promise.all([1, 2, 3].map(another));
    await Promise.all(others.map((one) => projectionFollower(one, accounts).checkpoint()));
    expect(await rows.generations()).toMatchObject([{ generation: 1, state: 'live' }]);
    await Promise.all(others.map((one) => one.close()));
  });

  it('handles each event once when two followers of one projection run side by side', async () => {
    const events = stored(Array.from({ length: 1200 }, (_, index) => opened(`a${index % 7}`)));
    const payments = stored(
      Array.from({ length: 1200 }, (): ToyEvent => ({ type: 'Paid', data: { accounts: ['a0'], amount: 1 } })),
      1200,
    );
    const other = await another();
    const log = ledger([...events, ...payments]);
    const both = [rows, other].map((one) => follow(log, projectionFollower(one, accounts), { pollMs: 20 }));
    for (const one of both) one.start();
    try {
      for (const one of both) expect(await one.caughtUpTo(2399, 20_000)).toBe(true);
      expect(await rows.at(2399).get(accounts, 'a0')).toMatchObject({ balance: 1200, payments: 1200 });
      expect(both.map((one) => one.health().failure)).toEqual([undefined, undefined]);
    } finally {
      await Promise.all(both.map((one) => one.stop()));
      await other.close();
    }
  });
});

describe('a file of read models is refused, and left as it is,', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rows-'));
    file = join(folder, 'read-models.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const expectRefusal = async (message: RegExp) => {
    const before = readFileSync(file);
    const opening = openRows({ folder });
    await expect(opening).rejects.toThrow(ReadModelsDamaged);
    await expect(opening).rejects.toThrow(message);
    expect(readFileSync(file).equals(before)).toBe(true);
  };

  it('when it is garbage', async () => {
    writeFileSync(join(folder, 'followers.db'), '');
    writeFileSync(file, 'Minutes of the second meeting\n'.repeat(400));
    await expectRefusal(/read-models\.db cannot be used: .* It can be deleted: it is built again from the ledger\.$/);
  });

  it('when it is garbage, and may have held the followers’ books of an earlier version', async () => {
    writeFileSync(file, 'Minutes of the second meeting\n'.repeat(400));
    await expectRefusal(/It can be deleted.* But in this folder the `skip` decisions .* are still in it/);
  });

  it('when it is damaged in the middle', async () => {
    const rows = await openRows({ folder });
    await projectionFollower(rows, accounts).handle(stored([opened('a')]), undefined);
    await rows.close();
    const bytes = readFileSync(file);
    bytes.fill(0xff, 4096, 3 * 4096);
    writeFileSync(file, bytes);
    await expectRefusal(/cannot be used/);
  });

  it('when another program made it', async () => {
    const other = new BetterSqlite(file);
    other.exec('CREATE TABLE generations (people TEXT)');
    other.close();
    await expectRefusal(/another program made this database/);
  });
});
