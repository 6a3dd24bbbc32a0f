import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { FollowerBooks } from '@jwg/event-sourcing';
import { startPostgres, type OwnServer } from '../../../../test/postgres.js';
import { openRows, type Rows } from '../rows/open-rows.js';
import { openBooks } from './open-books.js';

describe('Leases in PostgreSQL', () => {
  let server: OwnServer;
  let opened: { close(): Promise<void> }[];
  let rows: Rows;
  let books: FollowerBooks;
  /** Opens the books as another process does. */
  const open = async () => {
    const here = await openRows({ postgres: server.url });
    const its = await openBooks({ beside: here });
    opened.push(its, here);
    return { here, its };
  };
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  beforeEach(async () => {
    opened = [];
    ({ here: rows, its: books } = await open());
  });
  afterEach(async () => {
    for (const it of opened) await it.close();
  });
  afterAll(() => server.stop());

  it('hand a follower from one process to another, and at once when it is given back', async () => {
    const [ours, theirs] = [books.lease!, (await open()).its.lease!];
    expect(await ours.hold('relay')).toBe(true);
    expect(await theirs.hold('relay')).toBe(false);
    await theirs.release('relay'); // the lease is not theirs
    expect(await theirs.unheld!(['relay', 'idle'])).toEqual(['idle']);
    expect(await ours.hold('relay')).toBe(true);
    await ours.release('relay');
    expect(await theirs.hold('relay')).toBe(true);
    expect(await ours.hold('relay')).toBe(false);
  });

  it('take a follower from a process that no longer renews it', async () => {
    const theirs = (await open()).its.lease!;
    expect(await books.lease!.hold('forgotten')).toBe(true);
    await sql`update leases set until = clock_timestamp() - interval '1 second' where follower = 'forgotten'`.execute(
      rows.engine.db,
    );
    expect(await theirs.unheld!(['forgotten'])).toEqual(['forgotten']);
    expect(await theirs.hold('forgotten')).toBe(true);
    expect(await books.lease!.hold('forgotten')).toBe(false);
  });
});
