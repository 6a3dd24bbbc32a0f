import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, closeSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = join(import.meta.dirname, '..', '..');

/** The exit code of a process that should be tried again (docs/reference/exit-codes.md), and for how long it is. */
const OUT_OF_REACH = 5;
const SUPERVISED_MS = 15_000;

/** A process of the product, always at the same URL. */
export interface Part {
  readonly name: string;
  /** `http://127.0.0.1:23456` */
  readonly url: string;
  /** The file with its output. */
  readonly log: string;
  readonly pid: number;
  runs(): boolean;
  /** kill -9, and waits until the process has ended. */
  kill(): Promise<void>;
  /** Stops it in order. */
  stop(): Promise<void>;
  /** SIGSTOP: connections stay open, and nothing answers, until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** Starts it again, after stopping it if it runs; resolves when it answers. */
  restart(): Promise<void>;
}

/** Registers what must not outlive this process: `+` a new pid, `-` the pid of an ended process, no sign: a folder. */
export type Births = (sign: '+' | '-' | '', what: number | string) => void;

export type App = 'api' | 'worker';

interface ProgramOptions {
  readonly app: App;
  readonly name: string;
  readonly port: number;
  readonly folder: string;
  readonly env: Record<string, string>;
  readonly births: Births;
}

/** Starts one process of the product at a port of its own; its output goes to the file `log`. */
export const startProgram = async ({ app, name, port, folder, env, births }: ProgramOptions): Promise<Part> => {
  const url = `http://127.0.0.1:${port}`;
  const log = join(folder, `${name}.log`);
  mkdirSync(folder, { recursive: true });
  let child: ChildProcess;
  let ended: Promise<unknown>;

  /** Waits until the process answers. One that found its store out of reach is started again, as a supervisor does. */
  const start = async (until = Date.now() + SUPERVISED_MS): Promise<void> => {
    const output = openSync(log, 'a');
    child = spawn(process.execPath, ['--enable-source-maps', join('dist', 'apps', app, 'src', 'main.js')], {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        JWG_DATA: join(folder, name),
        PORT: String(port),
        ...env,
      },
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    const pid = child.pid!;
    births('+', pid);
    ended = once(child, 'exit').finally(() => births('-', pid));
    while (!(await answers(url))) {
      if (child.exitCode === OUT_OF_REACH && Date.now() < until) return start(until);
      if (!runs(child)) throw new Error(`${name} ended while it started:\n${readFileSync(log, 'utf8').slice(-2_000)}`);
      await sleep(50);
    }
  };
  const end = async (signal: NodeJS.Signals) => {
    if (!runs(child)) return;
    child.kill(signal);
    child.kill('SIGCONT'); // a frozen process gets SIGTERM only after this
    await ended;
  };

  await start();
  return {
    name,
    url,
    log,
    get pid() {
      return child.pid!;
    },
    runs: () => runs(child),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    async restart() {
      await end('SIGTERM');
      await start();
    },
  };
};

const runs = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null;

const answers = (url: string) =>
  fetch(`${url}/health/live`).then(
    ({ ok }) => ok,
    () => false,
  );
