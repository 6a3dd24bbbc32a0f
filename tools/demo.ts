/**
 * `npm run demo [-- --once] [-- --kafka]`: the tour of the product, the command line's own `demo`, which ends as a
 * server. With `--kafka` a real broker runs for the time of the tour, and the records that arrive there are printed.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './build.ts';
import { built } from './built.ts';
import { listen } from './demo/listen.ts';
import { startBroker } from './kafka/broker.ts';

const args = process.argv.slice(2);
const kafka = args.indexOf('--kafka');

const withKafka = async () => {
  console.log(
    'This demo starts a real Kafka broker, imports the examples, publishes them there, and shows what a consumer reads.\n',
  );
  await ensureBuilt();
  const { calmIdleConnections } = await built('relay/src/kafka/calm');
  calmIdleConnections();
  const folder = await mkdtemp(join(tmpdir(), 'jwg-demo-'));
  try {
    const broker = await startBroker({ folder });
    const listener = listen(broker.brokers, { once: args.includes('--once') });
    try {
      process.argv.splice(2, Infinity, 'demo', ...args.toSpliced(kafka, 1, '--kafka', broker.brokers.join()));
      await import('./jwg.ts');
      if (!process.exitCode) await listener.settled;
    } finally {
      await listener.close();
      await broker.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

if (kafka >= 0) {
  await withKafka();
  process.exit(); // a consumer would look for its stopped broker for ever
} else {
  process.argv.splice(2, 0, 'demo');
  await import('./jwg.ts');
}
