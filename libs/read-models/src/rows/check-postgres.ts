import { openPool, type PostgresPlace } from './postgres-pool.js';

export interface PostgresFindings {
  readonly version: string;
  readonly user: string;
  /** Where tables would be made; `null` when the search path leads nowhere. */
  readonly schema: string | null;
  readonly mayCreate: boolean;
  /** It follows another server and takes no changes. */
  readonly onlyReads: boolean;
}

/**
 * Looks at a PostgreSQL server without making anything there.
 *
 * @throws StoreUnavailable  it does not let us in; the cause says why
 */
export const checkPostgres = async (place: PostgresPlace): Promise<PostgresFindings> => {
  const pool = openPool({ ...place, pool: 1 });
  try {
    const client = await pool.connect();
    try {
      const { rows } = await client.query<PostgresFindings>(LOOK, []);
      return rows[0]!;
    } finally {
      client.release();
    }
  } finally {
    await pool.end();
  }
};

const LOOK = `
  select current_setting('server_version') as version,
         current_user as "user",
         current_schema() as schema,
         coalesce(has_schema_privilege(current_schema(), 'create'), false) as "mayCreate",
         pg_is_in_recovery() as "onlyReads"`;
