import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { alone } from './alone.ts';

const run = promisify(execFile);

/** The output of a program, or undefined if there is no working one. */
export const answers = async (program: string, ...args: string[]): Promise<string | undefined> => {
  try {
    const { stdout, stderr } = await run(program, args);
    return stdout + stderr;
  } catch {
    return undefined;
  }
};

/**
 * Installs a package if apt-get may: as root on Debian and its derivatives.
 *
 * @param needed  the beginning of a sentence: `A Kafka broker needs Java 17`
 * @throws Error  with that sentence, and why not
 */
export const install = async (debianPackage: string, needed: string): Promise<void> => {
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
    throw new Error(`${needed}; apt-get could not install it: ${lastLine((error as { stderr: string }).stderr)}`, {
      cause: error,
    });
  }
};

const lastLine = (text: string) => text.trim().split('\n').at(-1);
