import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from '@jest/globals';
import pg from 'pg';
import { startPostgres } from '../tools/postgres/server.ts';

export { startPostgres, type OwnServer } from '../tools/postgres/server.ts';

/** Where read models can be opened: a folder for SQLite, or a database of a PostgreSQL server. */
export type Place = { folder: string } | { postgres: string };

export interface TestDatabase {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** An empty place of its own, gone when the file's tests have run. */
  fresh(): Promise<Place>;
}

/**
 * The databases that read models run on, for `describe.each(await databases())` at the top of a spec. PostgreSQL is
 * `DATABASE_URL` (databases of our own are made in it), or a server started for this file. Where none can be had its tests
 * are skipped, and say why; with CI=true that is an error.
 */
export const databases = async (): Promise<TestDatabase[]> => {
  const all: TestDatabase[] = [sqlite()];
  try {
    all.push(await postgres());
  } catch (error) {
    if (process.env.CI === 'true') throw error;
    const reason = `SKIPPED on PostgreSQL: ${error instanceof Error ? error.message : String(error)}`;
    console.warn(reason);
    describe.skip(reason, () => it('needs a PostgreSQL server', () => {}));
  }
  return all;
};

const sqlite = (): TestDatabase => {
  const folders: string[] = [];
  afterAll(async () => {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });
  return {
    name: 'SQLite',
    async fresh() {
      const folder = await mkdtemp(join(tmpdir(), 'jwg-rows-'));
      folders.push(folder);
      return { folder };
    },
  };
};

const postgres = async (): Promise<TestDatabase> => {
  const given = process.env.DATABASE_URL;
  const server = given ? { url: given, stop: async () => {} } : await startPostgres();
  const made: string[] = [];
  const admin = async (statement: string) => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  afterAll(async () => {
    if (given) for (const name of made) await admin(`drop database if exists ${name} with (force)`);
    await server.stop();
  });
  return {
    name: 'PostgreSQL',
    async fresh() {
      const name = `jwg_${randomUUID().replaceAll('-', '')}`;
      await admin(`create database ${name} encoding 'UTF8' template template0`);
      made.push(name);
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      return { postgres: url.href };
    },
  };
};
