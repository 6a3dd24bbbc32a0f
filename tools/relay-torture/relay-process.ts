/**
 * One relay as a process of its own: reads a SQLite ledger beside its writer, and prints its status as a line of JSON
 * ten times a second. It ends at SIGTERM, or when its parent process ends.
 */
import { built } from '../built.ts';
import type { RelayProcessStatus, RelaySettings } from './relays.ts';

const { openSqliteEventStore } = await built('event-store/src/index');
const { openKafkaRelay } = await built('relay/src/index');

const { folder, ...kafka } = JSON.parse(process.argv[2]!) as RelaySettings;
const store = openSqliteEventStore({ folder, readOnly: true });
const relay = await openKafkaRelay({ store, pollMs: 20, ...kafka });

const started = performance.now();
let activeAfterMs: number | undefined;
const printStatus = () => {
  const status = relay.status();
  if (status.role === 'active') activeAfterMs ??= Math.round(performance.now() - started);
  const line: RelayProcessStatus = { ...status, activeAfterMs };
  process.stdout.write(`${JSON.stringify(line)}\n`);
};
const printing = setInterval(printStatus, 100);

const stop = async () => {
  clearInterval(printing);
  await relay.stop();
  printStatus();
  process.exit(0);
};
process.once('SIGTERM', () => void stop());
process.stdin.resume().once('end', () => process.exit(1));
relay.start();
