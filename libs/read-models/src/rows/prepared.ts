import type BetterSqlite from 'better-sqlite3';
import { SqliteDialect, type SqliteDatabase } from 'kysely';
import { openHasty } from './sqlite-file.js';

/** Statements that are kept, at most. */
const MOST = 500;

/** A dialect over another connection to a file that is open already, made when it is first used; see `openHasty`. */
export const hasty = (path: string): SqliteDialect =>
  new SqliteDialect({ database: async () => prepared(openHasty(path)) });

/** A file for Kysely, which would prepare every statement again at each call; the same few are used always. */
export const prepared = (file: BetterSqlite.Database) => {
  const statements = new Map<string, BetterSqlite.Statement>();
  return {
    prepare(text: string): BetterSqlite.Statement {
      let statement = statements.get(text);
      if (!statement) {
        if (statements.size >= MOST) statements.clear();
        statements.set(text, (statement = file.prepare(text)));
      }
      return statement;
    },
    close: () => void file.close(),
  } satisfies SqliteDatabase;
};
