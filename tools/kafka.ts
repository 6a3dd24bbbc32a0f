/**
 * `npm run kafka:up [-- --port 9092] [--fresh]` and `npm run kafka:down`: a real Kafka broker to develop against,
 * without Docker. It runs until it is stopped, and keeps its data in .cache/kafka/data; `--fresh` starts it with none.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { alone } from './alone.ts';
import { startBroker } from './kafka/broker.ts';
import { isFree } from './kafka/ports.ts';

const folder = join(import.meta.dirname, '..', '.cache', 'kafka');

interface Options {
  readonly port: number;
  readonly fresh: boolean;
}

const up = async ({ port, fresh }: Options) => {
  const running = whatRuns();
  if (running && fresh) throw new Error('Kafka runs; stop it by `npm run kafka:down` before it can start afresh.');
  if (running) return console.log(`Kafka runs already at ${running.address} (pid ${running.pid}).`);
  if (!(await isFree(port))) throw new Error(`Port ${port} is taken by another program; choose one by --port.`);
  if (fresh) rmSync(join(folder, 'data'), { recursive: true, force: true });
  const { pid, brokers } = await startBroker({ folder, port, owner: null });
  console.log(`Kafka accepts connections at ${brokers[0]} (pid ${pid}); \`npm run kafka:down\` stops it.`);
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
  console.log('Kafka has stopped; its data stay.');
};

/** The running broker, found in the list of processes: a pid file would be wrong after a crash. */
const whatRuns = () => {
  const file = join(folder, 'server.properties');
  const processes = execFileSync('ps', ['-wwAo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  const broker = processes.find((it) => /^\s*\d+ java /.test(it) && it.endsWith(` kafka.Kafka ${file}`));
  if (!broker) return undefined;
  const address = /^listeners=PLAINTEXT:\/\/([^,]+)/m.exec(readFileSync(file, 'utf8'))?.[1];
  return { pid: parseInt(broker), address };
};

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { port: { type: 'string', default: '9092' }, fresh: { type: 'boolean', default: false } },
  });
  const action = positionals[0] === 'up' ? up : positionals[0] === 'down' ? down : undefined;
  if (!action) throw new Error('Usage: npm run kafka:up [-- --port 9092] [-- --fresh], npm run kafka:down');
  await alone(join(folder, 'kafka.lock'), () => action({ port: Number(values.port), fresh: values.fresh }));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
