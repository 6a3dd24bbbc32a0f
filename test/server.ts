import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..');
const jwg = join(root, 'tools', 'jwg.ts'); // builds first when need be

export interface Server {
  /** `http://127.0.0.1:34567` */
  readonly url: string;
  /** All that it has printed so far, on either stream. */
  printed(): string;
  /** Its exit code as a shell has it, once it has stopped; `signal` asks it to. */
  stop(signal?: NodeJS.Signals): Promise<number>;
  /** Sends it a signal without waiting: SIGSTOP freezes it, SIGCONT lets it go on. */
  signal(signal: NodeJS.Signals): void;
}

/** A data folder of its own; `remove` it at the end. */
export const dataFolder = (): { folder: string; remove(): void } => {
  const folder = mkdtempSync(join(tmpdir(), 'jwg-server-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

/**
 * A real server as users start it, by `jwg serve` unless another command is given: a process over the data folder at any free port. Only what is named in
 * `settings` is set for it.
 *
 * @throws Error  with what it printed, when it ends before it listens
 */
export const startServer = async (
  folder: string,
  settings: Record<string, string> = {},
  [program, ...args]: readonly [string, ...string[]] = [process.execPath, jwg, 'serve'],
): Promise<Server> => {
  const child = spawn(program, args, {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, JWG_DATA: folder, PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals]>;
  const listening = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
        const url = /Listening at (http:\/\/[^;\s"]+)/.exec(printed)?.[1];
        if (url !== undefined) resolve(url);
      });
  });
  const died = ended.then(([code]) => {
    throw new Error(`The server ended with ${code}:\n${printed}`);
  });
  died.catch(() => {}); // once it listens, its end is the tester's business
  return {
    url: await Promise.race([listening, died]),
    signal: (signal) => void child.kill(signal),
    printed: () => printed,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      const [code, by] = await ended;
      return code ?? 128 + constants.signals[by];
    },
  };
};

/** Resolves once a server's rows have everything that is in the ledger: who asks without `atLeast` may be earlier. */
export const rowsAreThere = async (url: string): Promise<void> => {
  for (;;) {
    const { followers } = (await (await fetch(`${url}/health/ready`)).json()) as { followers: { lag?: number }[] };
    if (followers.every(({ lag }) => lag === 0)) return;
    await sleep(20);
  }
};

/** The command line's own answer, as in a shell. */
export const cli = async (
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number; stdout: string; stderr: string }> => {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [jwg, ...args], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
      maxBuffer: 64 * 1024 * 1024,
    });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
};

/** A token for who is named by the command line's options. */
export const tokenFor = async (folder: string, ...options: string[]): Promise<string> => {
  const { code, stdout, stderr } = await cli(['token', '--data', folder, '--for', '1h', ...options]);
  if (code !== 0) throw new Error(stderr);
  return stdout.trim();
};
