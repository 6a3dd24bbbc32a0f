import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

// What it promises is said in spawn.d.mts.
export const spawnKurrentDouble = async ({ port = 0, data, fsync = false } = {}) => {
  const args = [join(import.meta.dirname, 'server.mjs'), '--port', String(port), '--control', '0'];
  if (data) args.push('--data', data);
  if (fsync) args.push('--fsync');
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  let printed = '';
  const control = await new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        printed += text;
        const found = /control port is at (http:\S+)/.exec(printed)?.[1];
        if (found !== undefined) resolve(found);
      });
    child.once('close', () => reject(new Error(`The double ended:\n${printed}`)));
  });
  const url = /listens at (\S+)/.exec(printed)?.[1] ?? '';
  return {
    url,
    port: Number(new URL(url.replace('kurrentdb:', 'http:')).port),
    pid: child.pid,
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
