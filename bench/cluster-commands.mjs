import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { people } from '../tools/cluster/people.ts';
import { startCluster } from '../tools/cluster/start.ts';
import { installLoadGenerator, loaded } from './load.mjs';
import { alternate, median, ratio, short } from './measure.ts';
import { start } from './server.mjs';

const CONNECTIONS = 64;
const COMMITMENTS = 200; // enough that no two connections use the same one at a time
const store = process.env.KURRENTDB_URL ? 'a KurrentDB server' : "KurrentDB's protocol test double";

/** Reports of progress over HTTP: to one api of a cluster, to both, and to a server that keeps its ledger in a folder. */
export const commands = async ({ folder, quick }) => {
  const [rounds, seconds] = quick ? [1, 1] : [5, 4];
  installLoadGenerator();
  const embedded = await start('product', join(folder, 'embedded'));
  let cluster;
  try {
    cluster = await startCluster({ kafka: false, durable: true, env: { JWG_RATE_PER_MINUTE: '1000000000' } });
    const alone = { urls: [embedded.url], followers: [embedded.url], bearer: await embeddedBearer(embedded) };
    const urls = cluster.apis.map(({ url }) => url);
    const both = { urls, followers: cluster.workers.map(({ url }) => url), bearer: await clusterBearer(cluster) };
    const [ofAlone, ofCluster] = [await decided(alone), await decided(both)];
    const sides = (duration) => ({
      embedded: () => reports(alone, ofAlone, duration),
      one: () => reports({ ...both, urls: urls.slice(0, 1) }, ofCluster, duration),
      two: () => reports(both, ofCluster, duration),
    });
    await alternate(1, sides(quick ? 1 : 2)); // warms up all sides
    return results(await alternate(rounds, sides(seconds)));
  } finally {
    await Promise.all([embedded.stop(), cluster?.stop()]);
  }
};

const tokens = async (issue) => ({ recorder: await issue(people.recorder), stza: await issue(people.stza) });
const embeddedBearer = (server) => tokens(async (person) => `Bearer ${await server.ask('token', person)}`);
const clusterBearer = (cluster) => tokens((person) => cluster.bearer(person));

/** Makes commitments by a decision of their forum, and waits until they can be reported on. */
const decided = async ({ urls: [url], bearer, followers }) => {
  const tell = async (path, body, headers = {}) => {
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { authorization: bearer.recorder, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const told = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(told)}`);
    return told;
  };
  const name = { en: 'A name' };
  const sides = ['PK', 'CN'].map((side) => ({ side, name }));
  await tell('/v1/forums', { forumId: 'bench', name, level: 'workingGroup', sides });
  await tell('/v1/forums/bench/institutions', { institution: 'pk-stza', side: 'PK', name });
  await tell('/v1/sessions', { sessionId: 'bench.1', mode: 'virtual' });
  await tell('/v1/sessions/bench.1/opening', { openedOn: '2022-04-20' }, { 'if-match': '"0"' });
  const undertaking = { kind: 'support', title: name, lead: ['pk-stza'], support: [], beneficiaries: [] };
  const ids = [];
  while (ids.length < COMMITMENTS) {
    const undertakings = Array.from({ length: 50 }, () => undertaking);
    const { events } = await tell('/v1/sessions/bench.1/decisions', { text: name, undertakings });
    ids.push(...events[0].data.undertakings.map(({ commitmentId }) => commitmentId));
  }
  await rest(followers);
  return ids;
};

/** One round. It ends when the followers are at rest, so that they do not slow the next side's round. */
const reports = async ({ urls, followers, bearer }, ids, seconds) => {
  const token = bearer.stza.slice('Bearer '.length);
  const answers = await Promise.all(
    urls.map((url, number) => {
      const post = ids.filter((_, n) => n % urls.length === number);
      return loaded({ url, token, connections: CONNECTIONS / urls.length, seconds, post });
    }),
  );
  const ended = performance.now();
  await rest(followers);
  return {
    perSecond: answers.reduce((sum, answer) => sum + answer.perSecond, 0),
    p50: median(answers.map(({ p50 }) => p50)),
    p99: Math.max(...answers.map(({ p99 }) => p99)),
    restedAfterMs: performance.now() - ended,
  };
};

/** Waits twice, because a follower that does not know of new events yet reports that it has caught up. */
const rest = async (urls) => {
  const lagging = async (url) => {
    const { followers } = await (await fetch(`${url}/health/ready`)).json();
    return followers.some(({ lag = 1 }) => lag > 0);
  };
  for (let still = 0; still < 2; await sleep(100)) {
    const lags = await Promise.all(urls.map(lagging));
    still = lags.includes(true) ? 0 : still + 1;
  }
};

const results = (answers) => {
  const figures = Object.fromEntries(
    Object.entries(answers).map(([side, rounds]) => [
      side,
      Object.fromEntries(
        ['perSecond', 'p50', 'p99', 'restedAfterMs'].map((one) => [one, short(median(rounds.map((it) => it[one])))]),
      ),
    ]),
  );
  const rates = (side) => answers[side].map(({ perSecond }) => perSecond);
  const result = (name, [side, other], of) => {
    const { value, spread } = ratio(rates(side), rates(other));
    return { name, value, unit: 'ratio', of, figures: { spread, ...figures } };
  };
  const cluster = `two apis, two workers, PostgreSQL with fsync and ${store} with fsync on these two cores`;
  const what = `reports of progress a second by ${CONNECTIONS} connections`;
  return [
    result('commands-two', ['two', 'one'], `${what} to both apis of a cluster, to the same to one of them; ${cluster}`),
    result(
      'commands-embedded',
      ['one', 'embedded'],
      `${what} to one api of a cluster, to a server with its ledger in a folder; ${cluster}`,
    ),
  ];
};
