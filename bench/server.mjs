import { fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The actor who reports progress in a benchmark. */
export const focalPoint = { id: 'focal-point', role: 'focalPoint', side: 'PK', institution: 'pk-stza' };

/** A server in a process of its own, with additional `settings`. Requests that are not HTTP go by messages. */
export const start = async (mode, folder, settings = {}) => {
  mkdirSync(folder, { recursive: true });
  const child = fork(join(import.meta.dirname, 'http-server.mjs'), [mode, folder, JSON.stringify(settings)], {
    stdio: ['ignore', 2, 2, 'ipc'],
    execArgv: [...process.execArgv, ...profiling(mode)],
  });
  const answer = () =>
    new Promise((resolve, reject) => {
      const gone = () => reject(new Error(`The ${mode} server has gone`));
      child.once('close', gone);
      child.once('message', (message) => {
        child.off('close', gone);
        resolve(message.answer);
      });
    });
  const ask = (question, of) => {
    child.send({ ask: question, of: [of] });
    return answer();
  };
  await answer();
  return {
    ask,
    url: `http://127.0.0.1:${await ask('port')}`,
    rest: async () => {
      while ((await ask('lag')) !== 0) await sleep(20);
    },
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) return resolve();
        child.once('exit', resolve);
        child.disconnect();
      }),
  };
};

/** A server that is stopped writes what each of its threads did, for Chrome's or an editor's view of profiles. */
const profiling = (mode) => {
  const folder = process.env.BENCH_PROFILES;
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${join(folder, mode)}`] : []; // a file for each thread
};
