import { sql } from 'kysely';
import type { EmptyAnswer, EmptyAnswers } from '@jwg/event-sourcing';
import type { BooksDatabase } from './tables.js';

export const createEmptyAnswers = async (db: BooksDatabase): Promise<void> => {
  await sql`create table if not exists empty_answers (
    command_id text primary key not null, stream text not null, revision bigint not null, digest text not null,
    until text not null)`.execute(db);
  await sql`create index if not exists empty_answers_until on empty_answers (until)`.execute(db);
};

export const emptyAnswers = (db: BooksDatabase): EmptyAnswers => ({
  of: asked(db),
  async keep(commandId, answer, until) {
    await db
      .insertInto('empty_answers')
      .values({ command_id: commandId, ...answer, until: until.toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await db.deleteFrom('empty_answers').where('until', '<', new Date().toISOString()).execute();
  },
});

/** Every command asks it, so its statement is made once. */
const asked = (db: BooksDatabase): EmptyAnswers['of'] => {
  const question = db
    .selectFrom('empty_answers')
    .select(['stream', 'revision', 'digest'])
    .where('command_id', '=', '')
    .compile();
  return async (commandId) => (await db.executeQuery<EmptyAnswer>({ ...question, parameters: [commandId] })).rows[0];
};

/** The most milliseconds that a command waits for these answers. */
const PATIENCE_MS = 300;
/** So long nobody asks for them again, once they could not be had. */
const AWAY_MS = 5_000;

/**
 * The same answers, without which a command goes on: while they cannot be reached, none is known, and none is kept. A
 * ledger must take commands when its read models and books are away.
 */
export const ifAtHand = (answers: EmptyAnswers): EmptyAnswers => {
  let awayUntil = 0;
  const attempt = async <T>(ask: () => Promise<T>): Promise<T | undefined> => {
    if (Date.now() < awayUntil) return undefined;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`There was no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS).unref();
    });
    try {
      return await Promise.race([ask(), late]);
    } catch (error) {
      awayUntil = Date.now() + AWAY_MS;
      const what = 'What commands that led to nothing were answered is neither known nor kept now';
      process.emitWarning(`${what}: ${(error as Error).message}`, { type: 'EmptyAnswersAway' });
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    of: (commandId) => attempt(() => answers.of(commandId)),
    keep: (...kept) => attempt(() => answers.keep(...kept)),
  };
};
