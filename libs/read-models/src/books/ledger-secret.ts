import { randomBytes } from 'node:crypto';
import type { LedgerSecret } from '@jwg/event-sourcing';
import { sql } from 'kysely';
import type { BooksDatabase } from './tables.js';

const NAME = 'ledger';

/** Makes the table, and in it a secret if there is none yet. Processes that start together agree on one. */
export const createLedgerSecret = async (db: BooksDatabase): Promise<void> => {
  await sql`create table if not exists secrets (name text primary key not null, value text not null)`.execute(db);
  await db
    .insertInto('secrets')
    .values({ name: NAME, value: newSecret() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

/**
 * The secret that the books hold. Books of an earlier version that are only read have none: then this is a secret with
 * which nothing was digested yet.
 */
export const ledgerSecret = async (db: BooksDatabase, isCreated = true): Promise<LedgerSecret> => {
  let value = newSecret();
  if (isCreated) ({ value } = await db.selectFrom('secrets').select('value').executeTakeFirstOrThrow());
  return {
    get value() {
      return value;
    },
    async replace(other) {
      await db.updateTable('secrets').set({ value: other }).where('name', '=', NAME).execute();
      value = other;
    },
  };
};

const newSecret = (): string => randomBytes(32).toString('base64url');
