import BetterSqlite from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { openReadOnly } from '../rows/sqlite-file.js';
import type { BooksDatabase, CheckpointTable, SkippedEventTable } from './tables.js';

/** The books as `read-models.db` held them before they had a file of their own. */
export interface OldBooks {
  readonly checkpoints: readonly CheckpointTable[];
  readonly skipped: readonly SkippedEventTable[];
}

/** Reads the old books; `undefined` if there are none, or none any more. Writes nothing. */
export const readOldBooks = (readModels: string): OldBooks | undefined => {
  if (!existsSync(readModels)) return undefined;
  const file = openReadOnly(readModels);
  try {
    const found = file.prepare("select name from sqlite_master where name in ('checkpoints', 'skipped_events')");
    const tables = found.pluck().all();
    if (tables.length === 0) return undefined;
    const linesOf = <T>(table: string): T[] =>
      tables.includes(table) ? file.prepare<[], T>(`select * from ${table}`).all() : [];
    return { checkpoints: linesOf('checkpoints'), skipped: linesOf('skipped_events') };
  } finally {
    file.close();
  }
};

/** Copies the old books. Repeating it changes nothing: the later checkpoint and a skip's first reason stay. */
export const copyOldBooks = async (db: BooksDatabase, { checkpoints, skipped }: OldBooks): Promise<void> => {
  for (const line of checkpoints)
    await db
      .insertInto('checkpoints')
      .values(line)
      .onConflict((conflict) =>
        conflict
          .column('name')
          .doUpdateSet({ cursor: line.cursor, position: line.position })
          .where('checkpoints.position', '<', line.position),
      )
      .execute();
  for (const line of skipped)
    await db
      .insertInto('skipped_events')
      .values(line)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
};

/**
 * Deletes the old books once their copy is on the disk. Otherwise, if the copy were lost later, they would count as
 * current.
 */
export const dropOldBooks = (readModels: string): void => {
  const file = new BetterSqlite(readModels);
  try {
    file.exec('begin; drop table if exists checkpoints; drop table if exists skipped_events; commit');
  } finally {
    file.close();
  }
};
