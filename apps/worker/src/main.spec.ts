import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openLocalIssuer } from '@jwg/platform';
import { kafkaBroker } from '../../../test/kafka.js';
import { spawnKurrentDouble, type KurrentDoubleProcess } from '../../../test/kurrentdb.js';
import { startPostgres, type OwnServer } from '../../../test/postgres.js';
import { readCommitted } from '../../../test/read-committed.js';
import { proxied } from '../../../test/subscriber/proxied.js';
import { cli, dataFolder, startServer, type Server } from '../../../test/server.js';
import { ensureBuilt } from '../../../tools/build.ts';

const kafka = await kafkaBroker();
const main = (app: string): [string, string] => [process.execPath, join('dist', 'apps', app, 'src', 'main.js')];
const { folder, remove } = dataFolder();
let kurrent: KurrentDoubleProcess; // a protocol test double, not KurrentDB
let postgres: OwnServer;
let settings: Record<string, string>;
let authorization: string;
const running: Server[] = [];
const start = async (app: 'api' | 'worker', more: Record<string, string> = {}) => {
  // Each process has an empty folder of its own.
  const server = await startServer(join(folder, `copy-${running.length}`), { ...settings, ...more }, main(app));
  running.push(server);
  return server;
};

beforeAll(async () => {
  await ensureBuilt();
  [kurrent, postgres] = await Promise.all([spawnKurrentDouble(), startPostgres()]);
  const issuer = await openLocalIssuer(folder);
  authorization = `Bearer ${await issuer.issue({ id: 'recorder', role: 'recorder' }, 3600)}`;
  settings = {
    JWG_ISSUER_KEY: readFileSync(join(folder, 'issuer-key.json'), 'utf8'),
    JWG_KURRENTDB_URL: kurrent.url,
    JWG_POSTGRES_URL: postgres.url,
  };
}, 240_000);
afterAll(async () => {
  for (const server of running) server.signal('SIGCONT');
  await Promise.all(running.map((server) => server.stop('SIGKILL')));
  await Promise.all([kurrent.kill(), postgres.stop()]);
  remove();
});

interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}
const ask = async ({ url }: Server, path: string, body?: object): Promise<Answer> => {
  const answer = await fetch(url + path, {
    headers: { authorization, 'content-type': 'application/json' },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Answer['body'] };
};
let forums = 0;
const establish = async (api: Server): Promise<{ forumId: string; cursor: string }> => {
  const forumId = `forum-${(forums += 1)}`;
  const sides = ['PK', 'CN'].map((side) => ({ side, name: { en: side } }));
  const told = await ask(api, '/v1/forums', { forumId, name: { en: forumId }, level: 'workingGroup', sides });
  expect(told.status).toBe(201);
  return { forumId, cursor: told.body.cursor as string };
};
const read = (api: Server, { forumId, cursor }: { forumId: string; cursor: string }) =>
  ask(api, `/v1/forums/${forumId}?atLeast=${encodeURIComponent(cursor)}`);
const until = async (holds: () => Promise<boolean>) => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 100));
};
const states = async (worker: Server): Promise<string[]> => {
  const { body } = await ask(worker, '/health/ready');
  return (body.followers as { state: string }[]).map(({ state }) => state);
};

describe('Two copies of the API and two workers on one ledger', () => {
  let apis: [Server, Server];
  let workers: [Server, Server];
  beforeAll(async () => {
    apis = [await start('api'), await start('api')];
    workers = [await start('worker'), await start('worker')];
  }, 60_000);

  it('know in every copy what any copy has acknowledged, while the workers run the followers', async () => {
    for (let n = 0; n < 10; n += 1) {
      const told = await establish(apis[n % 2]!);
      expect(await read(apis[(n + 1) % 2]!, told)).toMatchObject({ status: 200, body: { id: told.forumId } });
    }
    const [first, second] = await Promise.all(workers.map(states));
    expect(first).not.toContain('failing');
    // Each follower runs in one of them.
    first!.forEach((state, index) => expect([state, second![index]].sort()).toEqual(['running', 'standby']));
    expect(await ask(apis[0], '/health/ready')).toMatchObject({ status: 200, body: { status: 'ready' } });
  }, 60_000);

  it('go on when one worker is frozen: the other takes over, and the first stands by when it resumes', async () => {
    workers[0].signal('SIGSTOP');
    const told = await establish(apis[0]);
    await until(async () => (await read(apis[1], told)).status === 200);
    workers[0].signal('SIGCONT');
    await until(async () => (await states(workers[0])).every((state) => state === 'standby'));
    expect((await states(workers[1])).every((state) => state === 'running')).toBe(true);
  }, 60_000);

  it('hand the followers over at once when a worker is asked to stop', async () => {
    expect(await workers[1].stop('SIGTERM')).toBe(0);
    const told = await establish(apis[1]);
    await until(async () => (await read(apis[0], told)).status === 200);
    expect((await states(workers[0])).every((state) => state === 'running')).toBe(true);
  }, 60_000);

  it('take commands while the read models cannot be reached, and say so to questions', async () => {
    postgres.freeze();
    const told = await establish(apis[0]);
    const refused = await ask(apis[0], `/v1/forums/${told.forumId}`);
    expect(refused).toMatchObject({ status: 503, body: { type: 'urn:jwg:problem:unavailable' } });
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(await ask(apis[0], '/health/ready')).toMatchObject({ status: 200 });
    postgres.thaw();
    await until(async () => (await read(apis[1], told)).status === 200);
  }, 60_000);

  it('answer long questions too, each copy in a thread of its own', async () => {
    const told = await establish(apis[0]);
    const matrix = (api: Server) =>
      ask(api, `/v1/forums/${told.forumId}/matrix?atLeast=${encodeURIComponent(told.cursor)}`);
    await until(async () => (await matrix(apis[1])).status === 200);
    expect((await matrix(apis[0])).body).toMatchObject({ commitments: [] });
  }, 60_000);

  it('answer every command when both copies get commands for one forum at once', async () => {
    const { forumId } = await establish(apis[0]);
    const institution = (n: number) => ({ institution: `pk-${n}`, side: 'PK', name: { en: `${n}` } });
    const told = await Promise.all(
      Array.from({ length: 20 }, (_, n) => ask(apis[n % 2]!, `/v1/forums/${forumId}/institutions`, institution(n))),
    );
    expect(told.map(({ status }) => status).filter((status) => status !== 201 && status !== 503)).toEqual([]);
    const revisions = told.filter(({ status }) => status === 201).map(({ body }) => body.revision as number);
    expect(new Set(revisions).size).toBe(revisions.length);
  }, 60_000);

  it('can be asked from the command line to rebuild, and for the position of each follower', async () => {
    const told = await establish(apis[0]);
    await until(async () => (await read(apis[0], told)).status === 200);
    expect(await cli(['rebuild', 'forums'], settings)).toMatchObject({ code: 0 });
    expect(await read(apis[0], told)).toMatchObject({ status: 200, body: { id: told.forumId } });
    const { stdout } = await cli(['health', '--json'], settings);
    const followers = JSON.parse(stdout) as { name: string; lag: number }[];
    expect(followers.map(({ name }) => name)).toContain('carry_into_effect');
    expect(followers.every(({ lag }) => lag === 0)).toBe(true);
  }, 60_000);

  it('are not changed by the command line’s health: it does no work of the followers', async () => {
    const told = await establish(apis[0]);
    await until(async () => (await read(apis[0], told)).status === 200);
    workers[0].signal('SIGSTOP');
    await establish(apis[0]);
    for (let n = 0; n < 2; n += 1) {
      const { code, stdout } = await cli(['health', '--json'], settings);
      const followers = JSON.parse(stdout) as { lag: number }[];
      expect([code, ...followers.map(({ lag }) => lag)]).toEqual([0, ...followers.map(() => 1)]);
    }
    workers[0].signal('SIGCONT');
  }, 60_000);

  it('say that nobody follows the ledger while every worker is dead', async () => {
    const troubles = async () => (await ask(apis[0], '/health/ready')).body.troubles;
    expect(await troubles()).toEqual([]);
    await workers[0].stop('SIGTERM');
    expect(await troubles()).toEqual([expect.stringMatching(/^nobody follows the ledger: /)]);
    workers[0] = await start('worker');
    await until(async () => (await states(workers[0])).every((state) => state === 'running'));
  }, 60_000);

  it('stop in good order, with the thread for long questions, while the other copy goes on', async () => {
    expect(await apis[1].stop('SIGTERM')).toBe(143);
    const told = await establish(apis[0]);
    await until(async () => (await read(apis[0], told)).status === 200);
  }, 60_000);

  it('stop in time even when PostgreSQL is frozen', async () => {
    const worker = await start('worker');
    postgres.freeze();
    try {
      expect(await worker.stop('SIGTERM')).toBe(0);
    } finally {
      postgres.thaw();
    }
  }, 60_000);

  it('say in their metrics which process runs which follower', async () => {
    const standby = async ({ url }: Server) =>
      /jwg_follower_standby\{follower="forums"\} (\d)/.exec(await (await fetch(`${url}/metrics`)).text())?.[1];
    await until(async () => (await standby(workers[0])) === '0' && (await standby(apis[0])) === '1');
  }, 30_000);

  it('go on when one worker loses the ledger: it hands its followers to the one on standby, and logs it', async () => {
    const way = await proxied(Number(new URL(kurrent.url).port));
    const through = kurrent.url.replace(new URL(kurrent.url).host, new URL(way.url).host);
    const lonely = await start('worker', { JWG_KURRENTDB_URL: through });
    await workers[0].stop('SIGTERM');
    await until(async () => (await states(lonely)).every((state) => state === 'running'));
    const healthy = await start('worker');
    await until(async () => (await states(healthy)).every((state) => state === 'standby'));

    const before = lonely.printed().length;
    await way.cut();
    await until(async () => (await states(healthy)).every((state) => state === 'running'));
    const told = await establish(apis[0]);
    await until(async () => (await read(apis[0], told)).status === 200);
    await until(async () => (await states(lonely)).every((state) => state === 'failing'));
    const since = lonely.printed().slice(before);
    expect(since.match(/"message":"forums fails after position \d+: StoreUnavailable/g)).toHaveLength(1);

    await way.mend();
    await until(async () => (await states(lonely)).every((state) => state === 'standby'));
    expect(lonely.printed()).toMatch(/"message":"forums fails no more, and stands by at position \d+"/);
    await lonely.stop('SIGKILL');
    await way.close();
  }, 60_000);
});

kafka.describe('Workers with brokers', () => {
  it('publish each event once, one worker at a time, and say which one', async () => {
    const { brokers, prefix } = kafka.fresh();
    const relaying = { JWG_KAFKA_BROKERS: brokers.join(','), JWG_KAFKA_PREFIX: prefix, JWG_KAFKA_TAKE_OVER_MS: '2000' };
    const [api, first, second] = [await start('api'), await start('worker', relaying), await start('worker', relaying)];
    await establish(api);
    await establish(api);
    const { body } = await ask(api, '/v1/events?limit=500');
    const all = (body.events as { id: string }[]).map(({ id }) => id);
    const published = async () =>
      (await readCommitted(brokers, `${prefix}.events.v1`)).map(({ headers }) => headers.ce_id);
    const relays = async () =>
      Promise.all(
        [first, second].map(
          async ({ url }) => /role="(\w+)"\} 1/.exec(await (await fetch(`${url}/metrics`)).text())?.[1],
        ),
      );
    await until(async () => (await relays()).sort().join() === 'active,standby');
    await until(async () => (await published()).length >= all.length);
    expect((await published()).sort()).toEqual(all.sort());
    await first.stop('SIGKILL');
    const { forumId } = await establish(api);
    await until(async () => (await published()).length > all.length);
    expect(await published()).toHaveLength(all.length + 1);
    expect(forumId).toBeDefined();
    expect(await (await fetch(`${second.url}/metrics`)).text()).toMatch(/jwg_relay_role\{role="active"\} 1/);
  }, 120_000);
});

describe('A worker', () => {
  it('refuses to run over a data folder, because the one process of that folder runs its followers itself', async () => {
    await expect(startServer(folder, {}, main('worker'))).rejects.toThrow(
      /ended with 2:\nJWG_KURRENTDB_URL is required/,
    );
  });

  it('says what it cannot reach, and why', async () => {
    const nowhere = { ...settings, JWG_POSTGRES_URL: 'postgres://127.0.0.1:1/ledger' };
    await expect(startServer(folder, nowhere, main('worker'))).rejects.toThrow(
      /ended with 5:\nPostgreSQL.*cannot be reached.*ECONNREFUSED/,
    );
  });
});
