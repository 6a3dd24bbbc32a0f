import { setTimeout } from 'node:timers/promises';
import { checkPostgres } from '@jwg/read-models';
import type { PostgresSettings } from '../settings/settings.js';
import type { LedgerLook } from './check-ledger.js';
import { fine, reasonOf, wrong, type Check } from './finding.js';

/** Milliseconds. A ledger that needs longer to give its identity has a finding of its own, and is not compared. */
const PATIENCE_MS = 5_000;

/** Read models in a folder are not checked, because they can be rebuilt from the ledger. */
export const checkReadModels =
  ({ url, ...more }: PostgresSettings, look: LedgerLook): Check =>
  async () => {
    try {
      const ledger = await Promise.race([look(), setTimeout(PATIENCE_MS, undefined, { ref: false })]).catch(
        () => undefined,
      );
      const found = await checkPostgres({ postgres: url, ...more }, ledger);
      const { version, user, schema, mayCreate, onlyReads, another } = found;
      const where = `PostgreSQL ${version}`;
      if (onlyReads) return wrong(`${where} only reads`, 'JWG_POSTGRES_URL has to name the server that takes changes.');
      if (!mayCreate)
        return wrong(
          `${where}: ${user} may not make tables in ${schema === null ? 'any schema of its search path' : `schema ${schema}`}`,
          `As its owner: grant create on schema ${schema ?? 'public'} to "${user}"`,
        );
      if (another) return wrong(another.found, another.wayOut);
      return fine(`${where}; ${user} may make tables in schema ${schema}`);
    } catch (error) {
      return wrong(reasonOf(error), mendOf(error));
    }
  };

const mendOf = (error: unknown): string => {
  const { code } = ((error as Error).cause ?? {}) as { code?: string };
  if (code === '28P01' || code === '28000') return 'JWG_POSTGRES_URL has another user or password than the server.';
  if (code === '3D000') return 'Make the database that JWG_POSTGRES_URL names: createdb';
  return 'See whether JWG_POSTGRES_URL is reached from here, and JWG_POSTGRES_TLS_CA vouches for its certificate.';
};
