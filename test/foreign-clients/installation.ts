import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { alone } from '../../tools/alone.ts';
import { answers, install } from '../../tools/debian.ts';

const run = promisify(execFile);
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'jwg-ledger');

/** @throws Error  with one plain sentence, when it is not there and cannot be installed */
export const kcatProgram = async (): Promise<string> => {
  if ((await answers('kcat', '-V')) === undefined) await install('kcat', 'It needs kcat');
  return 'kcat';
};

const PACKAGES = { 'confluent-kafka': '2.16.1', cloudevents: '2.2.0' };
const IMPORTS = 'import confluent_kafka, cloudevents.core.bindings.kafka';

/** The Python of an environment that has the packages; made once for all clones of one user. */
export const pythonProgram = async (): Promise<string> => {
  const folder = join(cache, ['python', ...Object.entries(PACKAGES).flat()].join('-'));
  const python = join(folder, 'bin', 'python');
  const works = async () => (await answers(python, '-c', IMPORTS)) !== undefined;
  if (!(await works()))
    await alone(`${folder}.lock`, async () => {
      if (!(await works())) await makeEnvironment(folder);
    });
  return python;
};

/** Whole or not at all: it gets its name when everything is in it. */
const makeEnvironment = async (folder: string) => {
  process.stderr.write('Fetching a Kafka client and the CloudEvents package for Python (once) …\n');
  await mkdir(cache, { recursive: true });
  const unfinished = await mkdtemp(join(cache, 'python-fetching-'));
  const venv = ['-m', 'venv', unfinished];
  try {
    if ((await answers('python3', ...venv)) === undefined) {
      await install('python3-venv', 'It needs Python 3.10 or newer with its venv module, as python3');
      await run('python3', venv);
    }
    const wanted = Object.entries(PACKAGES).map(([name, version]) => `${name}==${version}`);
    await run(join(unfinished, 'bin', 'python'), [
      ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--only-binary=:all:'],
      ...wanted,
    ]);
    await rm(folder, { recursive: true, force: true }); // one that no longer works, as after an upgrade of Python
    await rename(unfinished, folder);
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new Error((stderr || message).trim().split('\n').at(-1), { cause: error });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
};
