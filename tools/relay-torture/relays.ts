import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KafkaRelayOptions, RelayStatus } from '@jwg/relay';

/** The settings of a relay process. */
export interface RelaySettings extends Omit<KafkaRelayOptions, 'store'> {
  /** The folder of the SQLite ledger. */
  readonly folder: string;
}

/** The status that a relay process prints, each time as a line of JSON. */
export interface RelayProcessStatus extends RelayStatus {
  /** Milliseconds from its start until it was the active one. */
  readonly activeAfterMs?: number;
}

/** A relay process, and the last status that it printed. */
export interface RelayProcess {
  status: RelayProcessStatus | undefined;
  role(): RelayStatus['role'] | undefined;
  kill(): Promise<void>;
  stop(): Promise<void>;
  freeze(): void;
  resume(): void;
  hasEnded(): boolean;
}

/** Starts relay processes and adds up their statuses. The last status of a killed process is up to 100 ms old. */
export const relays = (settings: RelaySettings) => {
  const all: RelayProcess[] = [];
  const start = (): RelayProcess => {
    const program = join(import.meta.dirname, 'relay-process.ts');
    const child = spawn(process.execPath, [program, JSON.stringify(settings)], { stdio: ['pipe', 'pipe', 'inherit'] });
    const one: RelayProcess = {
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
  const total = (count: 'transactions' | 'fencings' | 'takeovers') =>
    all.reduce((sum, { status }) => sum + (status?.[count] ?? 0), 0);
  return {
    start,
    total,
    /** How often a relay became the active one, by the statuses so far. */
    takeovers: () => total('takeovers'),
    startTimes: () => all.flatMap(({ status }) => status?.activeAfterMs ?? []).sort((a, b) => a - b),
    errors: () => {
      const sums: Record<string, number> = {};
      for (const { status } of all)
        for (const [kind, times] of Object.entries(status?.errors ?? {})) sums[kind] = (sums[kind] ?? 0) + times;
      return sums;
    },
    started: () => all.length,
    endAll: () => Promise.all(all.filter((one) => !one.hasEnded()).map((one) => one.kill())),
  };
};

const end = async (child: ChildProcess, signal: NodeJS.Signals) => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
};

/** The last line of a killed process may be incomplete. */
const parsed = (line: string) => {
  try {
    return JSON.parse(line) as RelayProcessStatus;
  } catch {
    return undefined;
  }
};

/** Waits until `holds` returns true, for five minutes at most. */
export const until = async (what: string, holds: () => boolean): Promise<void> => {
  for (const late = Date.now() + 300_000; !holds(); await sleep(10))
    if (Date.now() > late) throw new Error(`In five minutes it did not come to this: ${what}`);
};
