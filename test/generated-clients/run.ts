import { execFileSync } from 'node:child_process';

/**
 * One step of making a client.
 *
 * @throws Error  with what it printed
 */
export const run = (folder: string, program: string, ...args: string[]): void => {
  try {
    execFileSync(program, args, { cwd: folder, stdio: 'pipe', maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as { stdout?: Buffer; stderr?: Buffer; message: string };
    throw new Error(`${message}\n${String(stdout)}\n${String(stderr)}`.slice(0, 4000), { cause: error });
  }
};
