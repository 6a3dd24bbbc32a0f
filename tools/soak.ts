/**
 * `npm run soak [-- --minutes 10]`: half of the API's maximal load on this machine, for that many minutes: reports of
 * progress and queries, with new sessions and commitments in between. Memory is measured every ten seconds. Bounded
 * caches are full by half-time, so the verdict is the slope of the second half: it passes if the best-fitting line
 * rises by less than a tenth over that half. Exit code 1 if it does not pass, or if a request failed.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { dataFolder, startServer, tokenFor } from '../test/server.ts';

const CONNECTIONS = 64;
const COMMITMENTS = 50;
const REPORTS_EACH = 40; // after these, the next session decides on new ones, as in reality
const FULL_SECONDS = 10;
const SAMPLE_SECONDS = 10;
const MOST_RISE = 0.1;

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } });
const minutes = Number(values.minutes);
if (!(minutes > 0)) {
  console.error(`--minutes takes a number above 0, not ${values.minutes}.`);
  process.exit(2);
}

const { folder, remove } = dataFolder();
const server = await startServer(folder, { JWG_RATE_PER_MINUTE: '1000000000' });
const [recorder, focalPoint, auditor] = await Promise.all([
  tokenFor(folder, '--role', 'recorder', '--name', 'recorder'),
  tokenFor(folder, '--role', 'focalPoint', '--side', 'PK', '--institution', 'pk-stza', '--name', 'reporter'),
  tokenFor(folder, '--role', 'auditor', '--name', 'auditor'),
]);

const answers = new Map<number, number>(); // by status
/** The fields of an answer that are read. */
interface Said {
  readonly revision: number;
  readonly cursor: string;
  readonly events: readonly { readonly data: { readonly undertakings: readonly { commitmentId: string }[] } }[];
}

const send = async (token: string, path: string, body?: object, headers?: Record<string, string>) => {
  const answer = await fetch(`${server.url}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }), ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  const said = await answer.text();
  answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1);
  if (!answer.ok) console.error(`${path}: ${answer.status} ${said.slice(0, 300)}`);
  return JSON.parse(said) as Said;
};

const name = { en: 'A name' };
let session = 0;
let commitments: string[] = [];

/** Holds the next session, which decides on the commitments for the next reports. */
const meet = async () => {
  session += 1;
  const sessionId = `soak.${session}`;
  const { revision } = await send(recorder, '/v1/sessions', { sessionId, mode: 'virtual' });
  await send(
    recorder,
    `/v1/sessions/${sessionId}/opening`,
    { openedOn: '2022-04-20' },
    { 'if-match': `"${revision}"` },
  );
  const undertaking = { kind: 'support', title: name, lead: ['pk-stza'], support: [], beneficiaries: [] };
  const undertakings = Array.from({ length: COMMITMENTS }, () => undertaking);
  const { cursor, events } = await send(recorder, `/v1/sessions/${sessionId}/decisions`, { text: name, undertakings });
  await send(auditor, `/v1/sessions/${sessionId}?atLeast=${cursor}`);
  commitments = events[0]!.data.undertakings.map(({ commitmentId }) => commitmentId);
};

let sent = 0;
let meeting: Promise<void> | undefined;
const once = async () => {
  const number = (sent += 1);
  if (number % (COMMITMENTS * REPORTS_EACH) === 0) meeting = meet();
  await meeting;
  const commitment = commitments[number % COMMITMENTS]!;
  if (number % 20 === 0) return send(auditor, `/v1/commitments/${commitment}`);
  if (number % 500 === 1) return send(auditor, `/v1/sessions/soak.${session}`);
  if (number % 500 === 2) return send(auditor, '/v1/commitments?limit=50');
  return send(
    focalPoint,
    `/v1/commitments/${commitment}/progress-reports`,
    { narrative: `Part ${number} is built, and the roof waits for spring`, percent: number % 101 },
    { 'idempotency-key': `report ${number}` },
  );
};

/** Sends requests by all connections until `until`, at most `perSecond`; resolves to the actual rate per second. */
const load = async (until: number, perSecond = Infinity) => {
  const started = Date.now();
  const before = sent;
  const connection = async () => {
    while (Date.now() < until) {
      const early = started + ((sent - before) / perSecond) * 1000 - Date.now();
      if (early > 0) await sleep(early);
      else await once();
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  return (sent - before) / ((Date.now() - started) / 1000);
};

const metric = (text: string, of: string) => Number(new RegExp(`^${of}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(text)?.[1]);

/** Memory in MiB: the lowest of several measurements, so that uncollected garbage counts little. */
const memory = async () => {
  const looks: string[] = [];
  for (let look = 0; look < SAMPLE_SECONDS; look += 1) {
    looks.push(await (await fetch(`${server.url}/metrics`)).text());
    await sleep(1000);
  }
  const lowest = (of: string) => Math.min(...looks.map((text) => metric(text, of))) / 2 ** 20;
  return { rss: lowest('process_resident_memory_bytes'), heap: lowest('nodejs_heap_size_used_bytes') };
};

/** The rise of the best-fitting line from the first value to the last, relative to its middle. */
const rise = (ys: readonly number[]) => {
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, it) => sum + it, 0) / numbers.length;
  const [x, y] = [(ys.length - 1) / 2, mean(ys)];
  const slope =
    ys.reduce((sum, it, at) => sum + (at - x) * (it - y), 0) / ys.reduce((sum, _, at) => sum + (at - x) ** 2, 0);
  return (slope * (ys.length - 1)) / y;
};

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
let flat: boolean | undefined;
try {
  const sides = ['PK', 'CN'].map((side) => ({ side, name }));
  await send(recorder, '/v1/forums', { forumId: 'soak', name, level: 'workingGroup', sides });
  await send(recorder, '/v1/forums/soak/institutions', { institution: 'pk-stza', side: 'PK', name });
  await meet();
  const full = await load(Date.now() + FULL_SECONDS * 1000);
  const until = Date.now() + minutes * 60_000;
  console.log(`It takes ${full.toFixed(0)} requests a second; ${(full / 2).toFixed(0)} for ${minutes} minutes:`);
  const loading = load(until, full / 2);
  const samples: { rss: number; heap: number }[] = [];
  while (Date.now() < until) {
    const sample = await memory();
    samples.push(sample);
    const seconds = samples.length * SAMPLE_SECONDS;
    console.log(
      `${seconds} s: ${sample.rss.toFixed(0)} MiB resident, ${sample.heap.toFixed(0)} MiB heap, ${sent} requests`,
    );
  }
  const kept = await loading;
  const half = samples.slice(Math.floor(samples.length / 2));
  const rises = { resident: rise(half.map(({ rss }) => rss)), heap: rise(half.map(({ heap }) => heap)) };
  const well = [...answers.keys()].every((status) => status < 400);
  flat = well && Object.values(rises).every((it) => it < MOST_RISE);
  console.log(
    `${kept.toFixed(0)} a second were kept up; answers by status: ${JSON.stringify(Object.fromEntries(answers))}`,
  );
  console.log(
    `In the second half resident memory rose by ${percent(rises.resident)}, the heap by ${percent(rises.heap)}: ` +
      (flat ? 'flat.' : well ? 'NOT FLAT.' : 'NOT ALL WAS ANSWERED WELL.'),
  );
} finally {
  await server.stop();
  remove();
}
process.exitCode = flat ? 0 : 1;
