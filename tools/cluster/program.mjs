import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, closeSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = join(import.meta.dirname, '..', '..');

/**
 * One process of the product at a port of its own; what it prints is in the file `log`. Promises: cluster.d.mts (`Part`).
 *
 * @param options  `app`: api or worker; `births` is told each pid (`+`) and each end (`-`)
 */
export const startProgram = async ({ app, name, port, folder, env, births }) => {
  const url = `http://127.0.0.1:${port}`;
  const log = join(folder, `${name}.log`);
  mkdirSync(folder, { recursive: true });
  let child;
  let ended;

  const start = async () => {
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
    const { pid } = child;
    births('+', pid);
    ended = once(child, 'exit').finally(() => births('-', pid));
    while (!(await answers(url))) {
      if (!runs(child)) throw new Error(`${name} ended while it started:\n${readFileSync(log, 'utf8').slice(-2_000)}`);
      await sleep(50);
    }
  };
  const end = async (signal) => {
    if (!runs(child)) return;
    child.kill(signal);
    child.kill('SIGCONT'); // one that is frozen hears of SIGTERM only now
    await ended;
  };

  await start();
  return {
    name,
    url,
    log,
    get pid() {
      return child.pid;
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

const runs = ({ exitCode, signalCode }) => exitCode === null && signalCode === null;

const answers = (url) =>
  fetch(`${url}/health/live`).then(
    ({ ok }) => ok,
    () => false,
  );
