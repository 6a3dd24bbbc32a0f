/**
 * Cleans up after its parent process, however that ended: when its standard input closes, it kills the registered
 * processes with their children, and removes the registered folders. Each line of input registers something: `+123` a
 * process, `-123` the end of that process, a path a folder.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

const there = new Set<number>();
const folders: string[] = [];
for await (const line of createInterface({ input: process.stdin })) {
  if (line.startsWith('/')) folders.push(line);
  else if (line.startsWith('+')) there.add(Number(line));
  else there.delete(-Number(line));
}

const childrenOf = (pid: number) =>
  spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter(Boolean)
    .map(Number);

// Finds the children first: once a parent is dead, nothing shows any more whose children they were.
for (const pid of [...there].flatMap((it) => [...childrenOf(it), it]))
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
