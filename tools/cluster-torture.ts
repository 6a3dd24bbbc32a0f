/**
 * `npm run cluster:torture [-- --seconds 120] [-- --quick]`: a cluster on this machine whose apis and workers are
 * killed with -9 at random and restarted, again and again, while many clients write and retry every unanswered request.
 * Meanwhile the event store's leader dies for good, comes back as a follower, and the next leader dies for good.
 * Afterwards it checks: is every acknowledged event there, once; was each effect of a statement applied once; do the
 * read models equal a fresh fold of the ledger; has a reader of committed records seen each event once? The event store
 * is a protocol test double of KurrentDB, which is not KurrentDB, unless KURRENTDB_URL names a server.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { inspect } from './cluster-torture/inspect.ts';
import { writers } from './cluster-torture/writers.ts';
import type { Part } from './cluster/program.ts';
import { startCluster } from './cluster/start.ts';

const { values } = parseArgs({
  options: { seconds: { type: 'string' }, quick: { type: 'boolean', default: false } },
});
const seconds = Number(values.seconds ?? (values.quick ? 10 : 120));
if (!(seconds > 0)) throw new Error(`--seconds takes a number above 0, not ${values.seconds}.`);

const say = (text: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${text}`);
const between = (least: number, most: number) => sleep(least + Math.random() * (most - least));

/** Kills one of the parts at random, waits a moment and restarts it, until `ends` returns true. */
const killing = async (parts: readonly Part[], ends: () => boolean) => {
  let kills = 0;
  for (; !ends(); kills += 1) {
    await between(300, 2_000);
    const victim = parts[Math.floor(Math.random() * parts.length)]!;
    await victim.kill();
    await between(0, 1_000);
    await victim.restart();
  }
  return kills;
};

/** Nothing is done to a server that KURRENTDB_URL names. */
const twoLeadersDie = async (control: ((method: string, node: number) => Promise<void>) | undefined) => {
  if (!control) return 0;
  await sleep(seconds * 250);
  await control('die', 0);
  await sleep(seconds * 300);
  await control('comeBack', 0);
  await sleep(seconds * 150);
  await control('die', 1);
  return 2;
};

const began = performance.now();
const cluster = await startCluster({ nodes: 3, env: { JWG_RATE_PER_MINUTE: '1000000000' } });
let findings: readonly string[];
try {
  say(
    `the cluster runs; ${cluster.double ? 'a protocol test double stands in for KurrentDB' : 'the KurrentDB is a real one'}`,
  );
  const end = Date.now() + seconds * 1000;
  const ends = () => Date.now() > end;
  const load = writers(cluster, { count: 12 });
  await load.prepare();
  const [told, apiKills, workerKills, deaths] = await Promise.all([
    load.write(ends),
    killing(cluster.apis, ends),
    killing(cluster.workers, ends),
    twoLeadersDie(cluster.double?.control),
  ]);
  say(`${apiKills} apis and ${workerKills} workers were killed with -9; looking at what is there …`);
  const inspected = await inspect(cluster, told.acknowledged);
  ({ findings } = inspected);
  console.table({
    'apis killed': apiKills,
    'workers killed': workerKills,
    'leaders that died for good': deaths,
    'commands acknowledged': told.commands,
    'requests that nobody answered': told.unanswered,
    'requests answered: later (503)': told.later,
    'events acknowledged': told.acknowledged.length,
    ...inspected.figures,
    seconds: Math.round((performance.now() - began) / 1000),
  });
} finally {
  await cluster.stop();
}
for (const finding of findings.slice(0, 20)) console.log(finding);
console.log(
  findings.length > 0
    ? `FAILED: ${findings.length} findings`
    : 'nothing acknowledged lost, nothing twice, each effect once, read models equal a fresh fold, each event once on Kafka',
);
process.exit(findings.length > 0 ? 1 : 0); // Kafka's clients would look for their stopped broker for ever
