import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { alone } from './alone.mjs';

const run = promisify(execFile);

// What they promise is said in debian.d.mts.
export const answers = async (program, ...args) => {
  try {
    const { stdout, stderr } = await run(program, args);
    return stdout + stderr;
  } catch {
    return undefined;
  }
};

export const install = async (debianPackage, needed) => {
  const may = process.getuid?.() === 0 && (await answers('apt-get', '--version'));
  if (!may) throw new Error(`${needed} on the PATH, and there is none.`);
  process.stderr.write(`Installing ${debianPackage} …\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await alone(join(tmpdir(), 'jwg-ledger-apt.lock'), async () => {
      await run('apt-get', ['update', '-qq'], { env });
      await run('apt-get', ['install', '-qq', '-y', '--no-install-recommends', debianPackage], { env });
    });
  } catch (error) {
    throw new Error(`${needed}; apt-get could not install it: ${lastLine(error.stderr)}`, { cause: error });
  }
};

const lastLine = (text) => String(text).trim().split('\n').at(-1);
