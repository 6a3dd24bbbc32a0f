/**
 * One relay as a process of its own: reads a SQLite ledger beside whoever writes it, and prints its status as a line of JSON
 * ten times a second. Ends with SIGTERM, or with the one who started it.
 */
import { openSqliteEventStore } from '../../dist/libs/event-store/src/index.js';
import { openKafkaRelay } from '../../dist/libs/relay/src/index.js';

const { folder, ...kafka } = JSON.parse(process.argv[2]);
const store = openSqliteEventStore({ folder, readOnly: true });
const relay = await openKafkaRelay({ store, pollMs: 20, ...kafka });

const started = performance.now();
let activeAfterMs;
const tell = () => {
  const status = relay.status();
  if (status.role === 'active') activeAfterMs ??= Math.round(performance.now() - started);
  process.stdout.write(`${JSON.stringify({ ...status, activeAfterMs })}\n`);
};
const telling = setInterval(tell, 100);

const stop = async () => {
  clearInterval(telling);
  await relay.stop();
  tell();
  process.exit(0);
};
process.once('SIGTERM', stop);
process.stdin.resume().once('end', () => process.exit(1));
relay.start();
