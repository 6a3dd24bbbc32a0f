/**
 * `KURRENTDB_URL=kurrentdb://… npm run kurrentdb:check [-- --seconds 60]`: checks whether this KurrentDB server keeps
 * the promises of the ledger's port. It runs the event store's contract and the specs of positions on it, then many
 * writers beside a second store that reads, and checks that every acknowledged event is there once, in one order for
 * all readers. All events go into streams with random prefixes, which stay. The verdict has three words: the server
 * keeps what the ledger needs, keeps it except for what its version cannot do, or does not keep it. `--double` uses the
 * protocol test double instead, which is not KurrentDB, of `--version` (26.1.0): three nodes, of which two leaders die
 * for good while it writes; that only tries the check itself. Exit code 1 if a promise was broken, 2 if there is no
 * server.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { spawnKurrentDouble } from '../test/kurrentdb.ts';
import { ensureBuilt } from './build.ts';
import { load } from './kurrentdb-check/load.ts';
import { survey } from './kurrentdb-check/survey.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    double: { type: 'boolean', default: false },
    version: { type: 'string' },
    seconds: { type: 'string', default: '60' },
  },
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

const verdictOn = (
  kept: boolean,
  { records, onceEach, version }: { records: boolean; onceEach: boolean; version: string },
) => {
  const faults = double
    ? 'Two leaders died for good meanwhile.'
    : 'Faults were not tried: kill nodes while you run this to try them.';
  if (!kept) return 'DOES NOT KEEP what the ledger needs; see above. Do not keep a ledger on it.';
  if (records) return `KEEPS every promise that was tried. ${faults}`;
  return (
    `KEEPS, EXCEPT for several streams in one append${onceEach ? ' where one comes twice' : ''}, which ${version} cannot ` +
    `do and which was not tried: those specs were run stream by stream. For the ledger it means that an import and a ` +
    `move are written run by run, and may be broken off in between; the same again finishes them. Commands are as on ` +
    `any server. ${faults}`
  );
};

/** Of the double's three nodes: the leader dies for good, comes back as a follower, and the next leader dies. */
const twoDeaths = async () => {
  await sleep(seconds * 200);
  await double!.control('die', 0);
  await sleep(seconds * 250);
  await double!.control('comeBack', 0);
  await sleep(seconds * 150);
  await double!.control('die', 1);
};

const double = values.double
  ? await spawnKurrentDouble({ nodes: 3, electionMs: 1_500, version: values.version })
  : undefined;
const url = double?.url ?? given!;
let sound: boolean;
try {
  await ensureBuilt();
  const { abilities, name, nodes, warnings } = await survey(url);
  console.log(`${double ? 'The protocol test double (not KurrentDB) says that it is' : 'The server is'} ${name}.`);
  console.log(`${nodes.length} nodes: ${nodes.map(({ address, state }) => `${address} ${state}`).join(', ')}.`);
  for (const warning of warnings) console.log(`Look at this: ${warning}`);
  const specs = specsOn(url);
  console.log(`\nWriting for ${seconds} s …`);
  const { figures, wrong } = await load(url, seconds, double && twoDeaths);
  console.table(figures);
  for (const sentence of wrong) console.error(`Wrong: ${sentence}`);
  sound = specs && wrong.length === 0;
  console.log(verdictOn(sound, abilities));
} catch (error) {
  sound = false;
  console.error(`The check could not be done: ${(error as Error).message}`);
} finally {
  await double?.kill();
}
process.exit(sound ? 0 : 1);
