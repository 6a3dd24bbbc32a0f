/**
 * `npm run fuzz -- --minutes 60 [--seed 1]`: feeds every text field of every command, of imports and of old events with
 * texts of every length around the limits and of every kind of character, round after round. After each round the policy,
 * every read model on SQLite and on PostgreSQL, the relay (with a broker whose message limit is smaller) and a subscriber
 * have to have handled all of it, and both databases have to answer alike. A round follows from its seed; the next one
 * has the next seed. When something fails, it prints the seed and the smallest input that does it.
 *
 * The rounds are played in jest (test/fuzz.spec.ts), which compiles the product's tests; `npm test` plays a few.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' } } });
const { minutes = values.seed === undefined ? '10' : '0', seed = String(Math.floor(Math.random() * 2 ** 31)) } = values;

console.log(`fuzz: ${minutes} minutes from seed ${seed}`);
const { status } = spawnSync('npm', ['test', '--', 'test/fuzz.spec', '--workerIdleMemoryLimit=0'], {
  stdio: 'inherit',
  env: { ...process.env, FUZZ_MINUTES: minutes, FUZZ_SEED: seed },
});
process.exitCode = status ?? 1;
