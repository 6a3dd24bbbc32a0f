/**
 * Outlives whoever started it for a moment, however that ended: when its standard input closes, it kills the processes it
 * was told of and their children, and removes the folders. `+123` and `-123`, a line each, say which processes there are; a
 * line with a path, a folder.
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

// The children first: as soon as a parent is dead, nobody knows any more whose they were.
for (const pid of [...there].flatMap((it) => [...childrenOf(it), it]))
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
