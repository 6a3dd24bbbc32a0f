import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

export interface Writer {
  readonly process: ChildProcess;
  /** The process's output, line by line. */
  readonly lines: AsyncIterator<string>;
  /** Resolves when the process has ended. */
  readonly gone: Promise<unknown>;
}

/**
 * Starts a real process that writes (see writer.ts). `fileBlocks` limits each file that it writes, in blocks of 512
 * bytes.
 */
export const startWriter = (
  folder: string,
  appends = Infinity,
  fileBlocks: number | 'unlimited' = 'unlimited',
): Writer => {
  const node = [
    process.execPath,
    '--experimental-transform-types',
    '--no-warnings',
    '--import',
    here('typescript.mjs'),
  ];
  const command = [
    'sh',
    '-c',
    `ulimit -f ${fileBlocks}; exec "$@"`,
    'sh',
    ...node,
    here('writer.ts'),
    folder,
    String(appends),
  ];
  const child = spawn(command[0]!, command.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = new Promise((resolve) => child.once('close', resolve));
  return { process: child, lines: createInterface(child.stdout)[Symbol.asyncIterator](), gone };
};
