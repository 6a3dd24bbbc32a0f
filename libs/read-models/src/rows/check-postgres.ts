import { AnotherLedger, FIND_OWNER, identityOf, isSame, type LedgerIdentity, type OwnerRow } from './owner.js';
import { openPool, type PostgresPlace } from './postgres-pool.js';

export interface PostgresFindings {
  readonly version: string;
  readonly user: string;
  /** The schema for new tables; `null` when the search path leads nowhere. */
  readonly schema: string | null;
  readonly mayCreate: boolean;
  /** The server is a read-only replica of another one. */
  readonly onlyReads: boolean;
  /** Why the rows there cannot be used, if they belong to another ledger. */
  readonly another?: AnotherLedger;
}

interface Look extends Omit<PostgresFindings, 'another'> {
  readonly database: string;
  readonly hasOwner: boolean;
}

/**
 * Checks a PostgreSQL server, and whether the rows there belong to the ledger. Creates nothing.
 *
 * @throws StoreUnavailable  the server does not accept the connection; the cause says why
 */
export const checkPostgres = async (place: PostgresPlace, ledger?: LedgerIdentity): Promise<PostgresFindings> => {
  const pool = openPool({ ...place, pool: 1 });
  try {
    const client = await pool.connect();
    try {
      const { rows } = await client.query<Look>(LOOK, []);
      const { database, hasOwner, ...found } = rows[0]!;
      const { rows: owners } = hasOwner ? await client.query<OwnerRow>(FIND_OWNER, []) : { rows: [] };
      const owner = owners[0] && identityOf(owners[0]);
      if (!owner || !ledger || isSame(owner, ledger)) return found;
      return { ...found, another: new AnotherLedger(database, owner, ledger) };
    } finally {
      client.release();
    }
  } finally {
    await pool.end();
  }
};

const LOOK = `
  select current_setting('server_version') as version,
         current_database() as database,
         to_regclass('rows_of_ledger') is not null as "hasOwner",
         current_user as "user",
         current_schema() as schema,
         coalesce(has_schema_privilege(current_schema(), 'create'), false) as "mayCreate",
         pg_is_in_recovery() as "onlyReads"`;
