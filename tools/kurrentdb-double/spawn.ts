import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { KurrentDoubleOptions } from './double.ts';

/** A protocol test double of KurrentDB in a process of its own, to be killed, frozen and measured. */
export interface KurrentDoubleProcess {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Calls a method of the double in its process: `control('loseReplies', 1, 'hang')`. */
  control(method: string, ...args: unknown[]): Promise<void>;
  /** Sends it a signal without waiting: SIGSTOP freezes it, SIGCONT resumes it. */
  signal(signal: NodeJS.Signals): void;
  /** Ends it, by SIGKILL unless given another signal. Resolves when the process has ended. */
  kill(signal?: NodeJS.Signals): Promise<void>;
}

interface SpawnOptions extends Pick<KurrentDoubleOptions, 'port' | 'data' | 'fsync' | 'version'> {
  /** A cluster of three, in memory and at free ports; `port` is then that of its first node. */
  nodes?: 3;
  electionMs?: number;
}

/**
 * Starts it at a free port or the given one, with its log in the file `data` if that is given.
 *
 * @throws Error  with its output, when it ends before it listens
 */
export const spawnKurrentDouble = async ({
  port = 0,
  data,
  fsync = false,
  version,
  nodes,
  electionMs,
}: SpawnOptions = {}): Promise<KurrentDoubleProcess> => {
  const args = [join(import.meta.dirname, 'server.ts'), '--port', String(port), '--control', '0'];
  if (data) args.push('--data', data);
  if (fsync) args.push('--fsync');
  if (version) args.push('--version', version);
  if (nodes) args.push('--nodes', String(nodes));
  if (electionMs !== undefined) args.push('--election-ms', String(electionMs));
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  let printed = '';
  const control = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
        const found = /control port is at (http:\S+)/.exec(printed)?.[1];
        if (found !== undefined) resolve(found);
      });
    child.once('close', () => reject(new Error(`The double ended:\n${printed}`)));
  });
  const url = /listens at (\S+)/.exec(printed)?.[1] ?? '';
  return {
    url,
    port: Number(/:(\d+)/.exec(url)?.[1]),
    pid: child.pid!,
    async control(method, ...called) {
      const { ok, status } = await fetch(`${control}/${method}`, { method: 'POST', body: JSON.stringify(called) });
      if (!ok) throw new Error(`${method}: ${status}`);
    },
    signal: (signal) => void child.kill(signal),
    async kill(signal = 'SIGKILL') {
      child.kill(signal);
      await ended;
    },
  };
};
