import { Kysely, PostgresDialect, sql, type PostgresPool } from 'kysely';
import type { FollowerBooks } from '@jwg/event-sourcing';
import { STARTING_LOCK } from '../rows/engines.js';
import { booksIn } from './books-in.js';
import { begunWorks, createBegunWorks } from './begun-works.js';
import { createEmptyAnswers, emptyAnswers, ifAtHand, PATIENCE_MS } from './empty-answers.js';
import { createLeases, leases } from './leases.js';
import { createLedgerSecret, ledgerSecret } from './ledger-secret.js';
import { createProofBook, proofBook } from './proof-book.js';
import { createSpentIds, spentIds } from './spent-ids.js';
import { createBookTables, type BookTables } from './tables.js';

/** Books in their own tables beside the read models, over the same connections. Closing the books leaves these open. */
export const openBooksInPostgres = async (pool: PostgresPool): Promise<FollowerBooks> => {
  const db = new Kysely<BookTables>({ dialect: new PostgresDialect({ pool }) });
  const areNew = await db.transaction().execute(async (trx) => {
    await STARTING_LOCK.execute(trx);
    const { rows } = await sql<{ isMissing: boolean }>`
      select to_regclass('checkpoints') is null as "isMissing"`.execute(trx);
    await createBookTables(trx);
    await createLeases(trx);
    await createBegunWorks(trx);
    await createSpentIds(trx);
    await createEmptyAnswers(trx);
    await createLedgerSecret(trx);
    await createProofBook(trx);
    return rows[0]!.isMissing;
  });
  return {
    ...booksIn(db),
    lease: leases(db),
    begun: begunWorks(db),
    spent: spentIds(db),
    emptyAnswers: ifAtHand(emptyAnswers(db), PATIENCE_MS),
    secret: await ledgerSecret(db),
    proof: proofBook(db),
    areNew,
    close: async () => {},
  };
};
