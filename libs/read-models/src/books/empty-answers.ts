import { sql } from 'kysely';
import type { EmptyAnswers } from '@jwg/event-sourcing';
import type { BooksDatabase } from './tables.js';

export const createEmptyAnswers = async (db: BooksDatabase): Promise<void> => {
  await sql`create table if not exists empty_answers (
    command_id text primary key not null, stream text not null, revision bigint not null, digest text not null,
    until text not null)`.execute(db);
  await sql`create index if not exists empty_answers_until on empty_answers (until)`.execute(db);
};

export const emptyAnswers = (db: BooksDatabase): EmptyAnswers => ({
  of: (commandId) =>
    db
      .selectFrom('empty_answers')
      .select(['stream', 'revision', 'digest'])
      .where('command_id', '=', commandId)
      .executeTakeFirst(),
  async keep(commandId, answer, until) {
    await db
      .insertInto('empty_answers')
      .values({ command_id: commandId, ...answer, until: until.toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await db.deleteFrom('empty_answers').where('until', '<', new Date().toISOString()).execute();
  },
});
