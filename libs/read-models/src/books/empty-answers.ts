import { sql, type SqliteDatabase } from 'kysely';
import type { EmptyAnswer, EmptyAnswers } from '@jwg/event-sourcing';
import type { BooksDatabase } from './tables.js';

export const createEmptyAnswers = async (db: BooksDatabase): Promise<void> => {
  await sql`create table if not exists empty_answers (
    command_id text primary key not null, stream text not null, revision bigint not null, digest text not null,
    until text not null)`.execute(db);
  await sql`create index if not exists empty_answers_until on empty_answers (until)`.execute(db);
};

export const emptyAnswers = (db: BooksDatabase, of: EmptyAnswers['of'] = asked(db)): EmptyAnswers => ({
  of,
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

/** The same, of a file: it answers at once, and every command asks it. */
export const askedOfFile = (file: SqliteDatabase): EmptyAnswers['of'] => {
  const question = 'select stream, revision, digest from empty_answers where command_id = ?';
  let statement: ReturnType<SqliteDatabase['prepare']> | undefined;
  return async (commandId) => (statement ??= file.prepare(question)).all([commandId])[0] as EmptyAnswer | undefined;
};

/** The most milliseconds that a command waits for the answers of a server. */
export const PATIENCE_MS = 300;
/** So long nobody asks for them again, once they could not be had. */
const AWAY_MS = 5_000;

/**
 * The same answers, without which a command goes on: while they cannot be reached, none is known, and none is kept. A
 * ledger must take commands when its read models and books are away.
 *
 * @param patienceMs  how long an answer is waited for; missing where it comes at once or not at all
 */
export const ifAtHand = (answers: EmptyAnswers, patienceMs?: number): EmptyAnswers => {
  let awayUntil = 0;
  const attempt = async <T>(ask: () => Promise<T>): Promise<T | undefined> => {
    if (Date.now() < awayUntil) return undefined;
    try {
      return await (patienceMs === undefined ? ask() : inTime(ask(), patienceMs));
    } catch (error) {
      awayUntil = Date.now() + AWAY_MS;
      const what = 'What commands that led to nothing were answered is neither known nor kept now';
      process.emitWarning(`${what}: ${(error as Error).message}`, { type: 'EmptyAnswersAway' });
      return undefined;
    }
  };
  return {
    of: (commandId) => attempt(() => answers.of(commandId)),
    keep: (...kept) => attempt(() => answers.keep(...kept)),
  };
};

/** @throws Error  there was no answer in time */
const inTime = async <T>(answer: Promise<T>, ms: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`There was no answer within ${ms} ms`)), ms).unref();
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
};
