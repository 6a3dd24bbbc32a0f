import type { Expression, PostgresPool, SqlBool } from 'kysely';
import type { Owner } from './owner.js';
import type { Database, TextType, VersionsName } from './tables.js';
import type { TokenIndex } from './tokens.js';
import type { WriteGate } from './write-gate.js';

/** The differences between the two databases. Everything else goes through Kysely. */
export interface Engine {
  readonly db: Database;
  readonly text: TextType;
  /** Connections to the server, for a server. The followers' books use them too. */
  readonly pool?: PostgresPool;
  readonly tokens: TokenIndex;
  /** Missing in a file of an earlier program that cannot be written. */
  readonly hasOutlines: boolean;
  /** Everything that writes rows goes through it. */
  readonly gate: WriteGate;
  /**
   * Makes the indexes of a build that is complete, while nobody else writes; over many rows in a thread of its own. It is
   * missing where tables have all their indexes from the start.
   */
  indexLater?(statements: readonly string[], isOverMany: boolean): Promise<void>;
  /** Present where the database could be any ledger's; a file belongs to the ledger beside it. */
  readonly owner?: Owner;
  /** True where `column` has one of the values, however many there are. */
  among(column: string, values: readonly string[]): Expression<SqlBool>;
  /** Writes many lines; each has a value for each of the columns. */
  insert(trx: Database, table: VersionsName, columns: readonly string[], lines: readonly unknown[][]): Promise<void>;
  /** Ends open versions, each at a position; `by` names the columns that tell one from the other. */
  close(trx: Database, table: VersionsName, by: readonly string[], endings: readonly Ending[]): Promise<void>;
}

/** The values of the columns by which a version is found, and the position where it ends. */
export interface Ending {
  readonly of: readonly string[];
  readonly at: number;
}
