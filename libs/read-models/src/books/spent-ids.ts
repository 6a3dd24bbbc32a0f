import { sql } from 'kysely';
import type { SpentIds } from '@jwg/event-sourcing';
import type { BooksDatabase } from './tables.js';

export const createSpentIds = async (db: BooksDatabase): Promise<void> => {
  await sql`create table if not exists spent_ids (id text primary key not null, until text not null)`.execute(db);
};

export const spentIds = (db: BooksDatabase): SpentIds => ({
  async spend(id, until) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('spent_ids')
      .values({ id, until: until.toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    // Few are spent, so forgetting old ones here costs little and needs no clock of its own.
    await db.deleteFrom('spent_ids').where('until', '<', new Date().toISOString()).execute();
    return numInsertedOrUpdatedRows === 1n;
  },
  async has(id) {
    const found = await db.selectFrom('spent_ids').select('id').where('id', '=', id).executeTakeFirst();
    return found !== undefined;
  },
});
