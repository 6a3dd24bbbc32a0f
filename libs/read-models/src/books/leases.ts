import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Lease } from '@jwg/event-sourcing';
import { sql } from 'kysely';
import type { BooksDatabase } from './tables.js';

/** Milliseconds: how long a follower pauses when the process that ran it has crashed. */
export const LASTS_MS = 10_000;

/** Leases of this process. Only the database's clock decides when a lease lapses. */
export const leases = (db: BooksDatabase): Lease => {
  const holder = `${hostname()} ${process.pid} ${randomUUID()}`;
  return {
    lastsMs: LASTS_MS,
    async hold(follower) {
      const { rows } = await sql`insert into leases (follower, holder, until)
        values (${follower}, ${holder}, clock_timestamp() + ${LASTS_MS} * interval '1 millisecond')
        on conflict (follower) do update set holder = excluded.holder, until = excluded.until
          where leases.holder = excluded.holder or leases.until < clock_timestamp()
        returning holder`.execute(db);
      return rows.length > 0;
    },
    async release(follower) {
      await sql`delete from leases where follower = ${follower} and holder = ${holder}`.execute(db);
    },
    async unheld(followers) {
      const held = await sql<{
        follower: string;
      }>`select follower from leases where until >= clock_timestamp()`.execute(db);
      const names = new Set(held.rows.map(({ follower }) => follower));
      return followers.filter((it) => !names.has(it));
    },
  };
};

export const createLeases = async (db: BooksDatabase): Promise<void> => {
  await sql`create table if not exists leases
    (follower text primary key, holder text not null, until timestamptz not null)`.execute(db);
};
