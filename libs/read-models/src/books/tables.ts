import type { Kysely } from 'kysely';

export interface CheckpointTable {
  name: string;
  cursor: string;
  position: number;
}

export interface SkippedEventTable {
  follower: string;
  event_id: string;
  by: string;
  reason: string;
  recorded_at: string;
}

/** With PostgreSQL only. */
export interface BegunWorkTable {
  /** A list as JSON, sorted, so that the same work has the same text. */
  about: string;
  by: string;
  since: string;
}

export interface SpentIdTable {
  id: string;
  /** An ISO time: these sort like the moments that they name. */
  until: string;
}

export interface EmptyAnswerTable {
  command_id: string;
  stream: string;
  revision: number;
  digest: string;
  until: string;
}

export interface SecretTable {
  name: string;
  value: string;
}

export interface BookTables {
  checkpoints: CheckpointTable;
  skipped_events: SkippedEventTable;
  begun_works: BegunWorkTable;
  spent_ids: SpentIdTable;
  empty_answers: EmptyAnswerTable;
  secrets: SecretTable;
}

export type BooksDatabase = Kysely<BookTables>;

/** Creates what is missing, and changes nothing that exists. */
export const createBookTables = async (db: BooksDatabase): Promise<void> => {
  await db.schema
    .createTable('checkpoints')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('cursor', 'text', (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('skipped_events')
    .ifNotExists()
    .addColumn('follower', 'text', (column) => column.notNull())
    .addColumn('event_id', 'text', (column) => column.notNull())
    .addColumn('by', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('recorded_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('skipped_events_key', ['follower', 'event_id'])
    .execute();
};
