/**
 * `npm run kafka:up [-- --port 9092] [--fresh]` and `npm run kafka:down`: a real Kafka broker to develop against, without
 * Docker. It runs until it is stopped, and keeps its data in .cache/kafka/data; `--fresh` starts it with none.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { alone } from './alone.mjs';
import { startBroker } from './kafka/broker.mjs';
import { isFree } from './kafka/ports.mjs';

const folder = join(import.meta.dirname, '..', '.cache', 'kafka');
const started = join(folder, 'started.json'); // { pid, address }

const up = async ({ port, fresh }) => {
  const running = whatRuns();
  if (running && fresh) throw new Error('Kafka runs; stop it by `npm run kafka:down` before it can start afresh.');
  if (running) return console.log(`Kafka runs already at ${running.address} (pid ${running.pid}).`);
  if (!(await isFree(port))) throw new Error(`Port ${port} is taken by another program; choose one by --port.`);
  if (fresh) rmSync(join(folder, 'data'), { recursive: true, force: true });
  const { pid, brokers } = await startBroker({ folder, port, owner: null });
  const [address] = brokers;
  writeFileSync(started, JSON.stringify({ pid, address }));
  console.log(`Kafka accepts connections at ${address} (pid ${pid}); \`npm run kafka:down\` stops it.`);
};

const down = async () => {
  const running = whatRuns();
  if (!running) return console.log('No Kafka runs that `npm run kafka:up` started.');
  process.kill(running.pid, 'SIGTERM');
  const patience = Date.now() + 10_000;
  while (whatRuns()) {
    if (Date.now() > patience) process.kill(running.pid, 'SIGKILL');
    await sleep(100);
  }
  rmSync(started);
  console.log('Kafka has stopped; its data stay.');
};

/** The broker that was started and still runs: a pid alone may be another program's by now. */
const whatRuns = () => {
  try {
    const { pid, address } = JSON.parse(readFileSync(started, 'utf8'));
    const command = execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes(join(folder, 'server.properties')) ? { pid, address } : undefined;
  } catch (error) {
    // No such file, or no such process, by which ps answers 1.
    if (error.code === 'ENOENT' && error.path === started) return undefined;
    if (error.status === 1) return undefined;
    throw error;
  }
};

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { port: { type: 'string', default: '9092' }, fresh: { type: 'boolean', default: false } },
  });
  const action = { up, down }[positionals[0]];
  if (!action) throw new Error('Usage: node tools/kafka.mjs up [--port 9092] [--fresh] | down');
  await alone(join(folder, 'kafka.lock'), () => action({ port: Number(values.port), fresh: values.fresh }));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
