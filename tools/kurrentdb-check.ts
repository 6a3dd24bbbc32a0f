/**
 * `KURRENTDB_URL=kurrentdb://… npm run kurrentdb:check [-- --seconds 60]`: checks whether this KurrentDB server keeps
 * the promises of the ledger's port. It runs the event store's contract and the specs of positions on it, then many
 * writers beside a second store that reads, and checks that every acknowledged event is there once, in one order for
 * all readers. All events go into streams with random prefixes, which stay. `--double` uses the protocol test double
 * instead, which is not KurrentDB: that only tries the check itself. Exit code 1 if a promise was broken, 2 if there is
 * no server.
 */
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { spawnKurrentDouble } from '../test/kurrentdb.ts';
import { ensureBuilt } from './build.ts';
import { load } from './kurrentdb-check/load.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { double: { type: 'boolean', default: false }, seconds: { type: 'string', default: '60' } },
});
const seconds = Number(values.seconds);
const given = positionals[0] ?? process.env.KURRENTDB_URL;
if ((given === undefined && !values.double) || !(seconds > 0)) {
  console.error(
    'Say which server: KURRENTDB_URL=kurrentdb://user:password@host:2113?tls=true npm run kurrentdb:check\n' +
      'The user must be allowed to read $all. --seconds is how long to write (60); ' +
      '--double tries the check itself on a protocol test double, which is not KurrentDB.',
  );
  process.exit(2);
}

const root = join(import.meta.dirname, '..');

/** The specs that any server can run; the specs of faults need a server that fails on command. */
const specsOn = (url: string) => {
  const specs = ['kurrentdb-event-store', 'positions'].map((name) => `libs/event-store/src/kurrentdb/${name}.spec.ts`);
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const env = { ...process.env, KURRENTDB_URL: url };
  return spawnSync(process.execPath, [...node, jest, ...specs], { cwd: root, env, stdio: 'inherit' }).status === 0;
};

const versionOf = async (url: string) => {
  const client = KurrentDBClient.connectionString(url);
  try {
    return (await client['capabilities']).serverVersion;
  } finally {
    await client.dispose();
  }
};

const double = values.double ? await spawnKurrentDouble() : undefined;
const url = double?.url ?? given!;
let sound: boolean;
try {
  const name = double ? 'The protocol test double (not KurrentDB)' : 'The server';
  console.log(`${name} says it is version ${await versionOf(url)}.\n`);
  const specs = specsOn(url);
  await ensureBuilt();
  console.log(`\nWriting for ${seconds} s …`);
  const { figures, wrong } = await load(url, seconds);
  console.table(figures);
  for (const sentence of wrong) console.error(`Wrong: ${sentence}`);
  sound = specs && wrong.length === 0;
  console.log(
    sound
      ? `${name} kept every promise that was tried. Faults were not: kill nodes while you run this to try them.`
      : `${name} did not keep what the ledger needs; see above. Do not keep a ledger on it.`,
  );
} catch (error) {
  sound = false;
  console.error(`The check could not be done: ${(error as Error).message}`);
} finally {
  await double?.kill();
}
process.exit(sound ? 0 : 1);
