import { AnotherLedger, FIND_OWNER, identityOf, isSame, type LedgerIdentity, type OwnerRow } from './owner.js';
import { openPool, type PostgresPlace } from './postgres-pool.js';

export interface PostgresFindings {
  readonly version: string;
  readonly user: string;
  /** Where tables would be made; `null` when the search path leads nowhere. */
  readonly schema: string | null;
  readonly mayCreate: boolean;
  /** It follows another server and takes no changes. */
  readonly onlyReads: boolean;
  /** Why the rows there are of no use, where they are another ledger's. */
  readonly another?: AnotherLedger;
}

interface Look extends Omit<PostgresFindings, 'another'> {
  readonly database: string;
  readonly hasOwner: boolean;
}

/**
 * Looks at a PostgreSQL server, and whether the rows there are the ledger's, without making anything.
 *
 * @throws StoreUnavailable  it does not let us in; the cause says why
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
