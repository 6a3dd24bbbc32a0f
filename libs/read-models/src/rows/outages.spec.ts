import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { follow, StoreUnavailable, type FollowerBooks, type StoredEvent } from '@jwg/event-sourcing';
import { startPostgres, type OwnServer } from '../../../../test/postgres.js';
import { sql } from 'kysely';
import { openBooks } from '../books/open-books.js';
import { openRows, type Rows } from './open-rows.js';
import { projectionFollower } from './projection-follower.js';
import { accounts, stored } from '../testing/toy.js';

const log: StoredEvent[] = [];
const store = {
  async readAll(after: string | undefined, limit: number) {
    const from = after === undefined ? 0 : log.findIndex(({ cursor }) => cursor === after) + 1;
    return log.slice(from, from + limit);
  },
};
const open = (account: string) =>
  void log.push(...stored([{ type: 'Opened', data: { account, owner: 'PK' } }], log.length));
const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe('read models in PostgreSQL', () => {
  let server: OwnServer;
  let rows: Rows;
  let books: FollowerBooks;
  let following: ReturnType<typeof follow>;
  const ask = () => rows.at(1_000).get(accounts, 'first');

  beforeAll(async () => {
    server = await startPostgres();
    rows = await openRows({ postgres: server.url });
    books = await openBooks({ beside: rows });
    open('first');
  }, 60_000);
  beforeEach(async () => {
    following = follow(store, projectionFollower(rows, accounts), {
      pollMs: 600_000,
      maxRetryMs: 500,
      skips: books.skips,
      lease: books.lease,
    });
    following.start();
    expect(await following.caughtUpTo(log.length - 1, 20_000)).toBe(true);
  });
  afterEach(() => following.stop());
  afterAll(async () => {
    await rows.close();
    await server.stop();
  });

  /** The result of a question while the server is gone: an error that says so, in time. */
  const refused = async () => {
    const asked = performance.now();
    await expect(ask()).rejects.toBeInstanceOf(StoreUnavailable);
    return performance.now() - asked;
  };

  it('say that the server is gone, and continue when it is back', async () => {
    await server.crash();
    await refused();
    open('while it was gone');
    following.nudge(log.length - 1);
    await until(() => following.health().state === 'failing');
    await server.startAgain();
    expect(await following.caughtUpTo(log.length - 1, 30_000)).toBe(true);
    expect(await ask()).toMatchObject({ account: 'first' });
  }, 60_000);

  it('say within two seconds that the server is frozen, and continue when it resumes', async () => {
    expect(await ask()).toMatchObject({ account: 'first' });
    server.freeze();
    const waits = [await refused(), await refused()];
    open('while it was frozen');
    following.nudge(log.length - 1);
    await until(() => following.health().state === 'failing');
    server.thaw();
    expect(Math.max(...waits)).toBeLessThan(5_000); // the limit is 2 s; the machine may be busy
    expect(await following.caughtUpTo(log.length - 1, 30_000)).toBe(true);
    expect(await ask()).toMatchObject({ account: 'first' });
    expect(following.health()).toMatchObject({ state: 'running', position: log.length - 1 });
  }, 60_000);

  it('let a slow statement run while the server answers others', async () => {
    const { db } = rows.engine;
    await expect(sql`select pg_sleep(1.5)`.execute(db)).resolves.toBeDefined();
  });
});
