/**
 * `npm run cluster [-- --ports 3000,3001] [-- --workers 2] [-- --empty]`: the whole cluster profile on this machine, to
 * try it with the examples until Ctrl-C: several apis and workers, a real PostgreSQL, a real Kafka broker, and a
 * protocol test double of KurrentDB unless KURRENTDB_URL names a server.
 */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { people } from './cluster/people.ts';
import type { Part } from './cluster/program.ts';
import { startCluster, type Cluster } from './cluster/start.ts';
import { withoutSecrets } from './without-secrets.ts';

const { values } = parseArgs({
  options: {
    ports: { type: 'string', default: '' },
    workers: { type: 'string', default: '2' },
    empty: { type: 'boolean', default: false },
  },
});
const ports = values.ports.split(',').filter(Boolean).map(Number);
const examples = join(import.meta.dirname, '..', 'docs', 'examples', 'cpec');

console.log(
  process.env.KURRENTDB_URL
    ? `The ledger is in the KurrentDB at KURRENTDB_URL, in streams of its own; PostgreSQL and Kafka are real, and started here.`
    : `In KurrentDB's place stands a protocol test double, which is not KurrentDB (KURRENTDB_URL takes a real one); PostgreSQL and Kafka are real.`,
);

const PATIENCE_MS = 60_000;

const importExamples = async ({ apis, bearer }: Cluster) => {
  const api = apis[0]!;
  let events = 0;
  for (const file of readdirSync(examples).sort()) {
    const sent = {
      method: 'POST',
      headers: {
        authorization: await bearer(people.recorder),
        'content-type': 'application/yaml',
        'idempotency-key': randomUUID(),
      },
      body: readFileSync(join(examples, file)),
    };
    let answer = await fetch(`${api.url}/v1/imports`, sent);
    // On a busy machine a part answers late; the same key again does nothing twice.
    for (const until = Date.now() + PATIENCE_MS; answer.status === 503 && Date.now() < until;) {
      await answer.body?.cancel();
      await sleep(1_000);
      answer = await fetch(`${api.url}/v1/imports`, sent);
    }
    const told = (await answer.json()) as { events: number };
    if (!answer.ok) throw new Error(`${file}: ${JSON.stringify(told)}`);
    events += told.events;
  }
  console.log(`Imported the examples through ${api.name}: ${events} events.`);
};

const tell = async (cluster: Cluster) => {
  const tokens = await Promise.all(
    Object.entries(people).map(async ([name, person]) => {
      const token = (await cluster.bearer(person)).slice('Bearer '.length);
      return `  ${name.toUpperCase()}=${token}`;
    }),
  );
  const first = cluster.apis[0]!;
  const second = cluster.apis[1] ?? first;
  const ask = (api: Part, path: string) => `  curl -s -w '\\n' -H "Authorization: Bearer $AUDITOR" '${api.url}${path}'`;
  console.log(
    [
      '',
      ...cluster.apis.map((it) => `${it.name.padEnd(10)} ${it.url}  (pid ${it.pid}; /docs, /health/ready, /metrics)`),
      ...cluster.workers.map((it) => `${it.name.padEnd(10)} ${it.url}  (pid ${it.pid}; /health/ready, /metrics)`),
      `PostgreSQL ${cluster.postgres.url}  (pid ${cluster.postgres.pid})`,
      cluster.kafka &&
        `Kafka      ${cluster.kafka.brokers.join()}  (pid ${cluster.kafka.pid}; topics ${cluster.topics}.events.v1, ${cluster.topics}.commitment-status.v1)`,
      cluster.double
        ? `Double     ${cluster.double.url}  (pid ${cluster.double.pid}; streams ${cluster.kurrentdb.prefix}…; not KurrentDB)`
        : `KurrentDB  ${withoutSecrets(cluster.kurrentdb.url)}, streams ${cluster.kurrentdb.prefix}…`,
      `Logs       ${cluster.folder}/*.log`,
      '',
      'A token for each role, good for 8 hours. In another terminal:',
      ...tokens,
      '',
      'Then tell one, and ask the other:',
      `  curl -s -w '\\n' -H "Authorization: Bearer $STZA" -H "Content-Type: application/json" -d '{"narrative":"The first zone is being built"}' ${first.url}/v1/commitments/cpec-jwg-st.2.c1/progress-reports`,
      ask(second, '/v1/commitments/cpec-jwg-st.2.c1?atLeast=<the cursor of that answer>'),
      ask(second, '/v1/forums/cpec-jwg-st/matrix'),
      `  kill -9 ${cluster.workers[0]?.pid ?? ''}   # the other worker takes over`,
      '',
      'Ctrl-C ends all of it; nothing is kept.',
    ].join('\n'),
  );
};

const signalled = new Promise((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve);
});
const cluster = await startCluster({ apis: Math.max(ports.length, 2), workers: Number(values.workers), ports });
try {
  if (!values.empty) await importExamples(cluster);
  await tell(cluster);
  const alive = setInterval(() => {}, 60_000);
  await signalled;
  clearInterval(alive);
  console.log('\nEnding …');
} finally {
  await cluster.stop();
}
