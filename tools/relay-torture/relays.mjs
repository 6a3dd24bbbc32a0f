import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** Starts relay processes, and adds up what they told of themselves; one that was killed has told its last some 100 ms before. */
export const relays = (settings) => {
  const all = [];
  const start = () => {
    const program = join(import.meta.dirname, 'relay-process.mjs');
    const child = spawn(process.execPath, [program, JSON.stringify(settings)], { stdio: ['pipe', 'pipe', 'inherit'] });
    const one = {
      status: undefined,
      role: () => one.status?.role,
      kill: () => end(child, 'SIGKILL'),
      stop: () => end(child, 'SIGTERM'),
      freeze: () => void child.kill('SIGSTOP'),
      resume: () => void child.kill('SIGCONT'),
      hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    };
    createInterface({ input: child.stdout }).on('line', (line) => (one.status = parsed(line) ?? one.status));
    all.push(one);
    return one;
  };
  const total = (count) => all.reduce((sum, { status }) => sum + (status?.[count] ?? 0), 0);
  return {
    start,
    total,
    /** How often anybody became the active one, as told so far. */
    takeovers: () => total('takeovers'),
    startTimes: () => all.flatMap(({ status }) => status?.activeAfterMs ?? []).sort((a, b) => a - b),
    errors: () => {
      const sums = {};
      for (const { status } of all)
        for (const [kind, times] of Object.entries(status?.errors ?? {})) sums[kind] = (sums[kind] ?? 0) + times;
      return sums;
    },
    started: () => all.length,
    endAll: () => Promise.all(all.filter((one) => !one.hasEnded()).map((one) => one.kill())),
  };
};

const end = async (child, signal) => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
};

/** The last line of one that was killed may be cut. */
const parsed = (line) => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

/** Waits until it holds, for five minutes at most. */
export const until = async (what, holds) => {
  for (const late = Date.now() + 300_000; !holds(); await sleep(10))
    if (Date.now() > late) throw new Error(`In five minutes it did not come to this: ${what}`);
};
