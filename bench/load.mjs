import { fork, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;

/** The result of one round of load from a process of its own (see http-load.mjs); throws if any request failed. */
export const loaded = async (work) => {
  const child = fork(join(here, 'http-load.mjs'), [JSON.stringify(work)], { stdio: ['ignore', 2, 2, 'ipc'] });
  const answer = await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('close', () => reject(new Error('The load generator has gone')));
  });
  const wrong = Object.keys(answer.statuses).filter((status) => !/^2/.test(status));
  if (wrong.length > 0 || answer.failed > 0) throw new Error(`Not all were answered well: ${JSON.stringify(answer)}`);
  return answer;
};

export const installLoadGenerator = () => {
  if (existsSync(join(here, 'node_modules', 'autocannon'))) return;
  process.stderr.write('Installing what the benchmarks compare with (bench/package.json, a minute) …\n');
  const { status } = spawnSync('npm', ['ci', '--prefix', here, '--silent'], { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('The load generator could not be installed');
};
