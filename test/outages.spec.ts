import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { FRESH_MS } from '../libs/platform/src/persons/known-keys.js';
import { startCluster, type Cluster } from '../tools/cluster/start.ts';

/** Two seconds are promised; a machine that is busy with other tests takes its part on top. */
const AT_ONCE_MS = 4_000;
const recorder = { id: 'recorder', role: 'recorder' } as const;

let cluster: Cluster;
let bearer: string;
beforeAll(async () => {
  cluster = await startCluster({ kafka: false });
  bearer = await cluster.bearer(recorder);
  await establish();
  const [url, scheduled] = [cluster.apis[0]!.url, { sessionId: 'forum-1.1', mode: 'virtual' }];
  const { body } = await send(`${url}/v1/sessions`, scheduled);
  await until(async () => (await read(body.cursor)).status === 200);
}, 240_000);
afterAll(() => cluster?.stop(), 60_000);

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: { cursor?: string; type?: string; detail?: string };
  readonly ms: number;
}
const send = async (url: string, body?: object, authorization = bearer): Promise<Answer> => {
  const began = performance.now();
  const answer = await fetch(url, {
    headers: { authorization, 'content-type': 'application/json' },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  });
  return {
    status: answer.status,
    retryAfter: answer.headers.get('retry-after'),
    body: (await answer.json()) as Answer['body'],
    ms: performance.now() - began,
  };
};

let forums = 0;
/** A command that needs no read model. */
const establish = (forumId = `forum-${(forums += 1)}`, api = 0, authorization?: string) => {
  const sides = ['PK', 'CN'].map((side) => ({ side, name: { en: side } }));
  const command = { forumId, name: { en: 'F' }, level: 'workingGroup', sides };
  return send(`${cluster.apis[api]!.url}/v1/forums`, command, authorization);
};
const read = (cursor?: string) =>
  send(`${cluster.apis[1]!.url}/v1/forums${cursor ? `?atLeast=${encodeURIComponent(cursor)}` : ''}`);
const ready = async (what = '') => {
  const answer = await fetch(`${cluster.apis[1]!.url}/health/ready${what}`);
  const { reasons } = (await answer.json()) as { reasons: string[] };
  return { status: answer.status, reasons };
};
const until = async (holds: () => Promise<boolean>) => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 100));
};

const isNo = (answer: Answer) => {
  expect(answer).toMatchObject({ status: 503, body: { type: 'urn:jwg:problem:unavailable' } });
  expect(Number(answer.retryAfter)).toBeGreaterThan(0);
  expect(answer.ms).toBeLessThan(AT_ONCE_MS);
};
/** Without anybody's help. */
const resumes = async () => {
  let cursor: string | undefined;
  await until(async () => (cursor = (await establish()).body.cursor) !== undefined);
  await until(async () => (await read(cursor)).status === 200);
  // A server answers long questions in a thread, which comes up a moment after it.
  await until(async () => (await send(`${cluster.apis[1]!.url}/v1/forums/forum-1/matrix`)).status === 200);
};

// The cluster's store is a protocol test double, not KurrentDB.
const storeAway: Record<string, [() => Promise<unknown>, () => Promise<unknown>]> = {
  'is unavailable': [() => cluster.double!.control('unavailable'), () => cluster.double!.control('available')],
  'is dead': [() => cluster.double!.kill(), () => cluster.double!.restart()],
  'is frozen': [async () => cluster.double!.freeze(), async () => cluster.double!.thaw()],
};
const rowsAway: Record<string, [() => Promise<unknown>, () => Promise<unknown>]> = {
  'is dead': [() => cluster.postgres.crash(), () => cluster.postgres.startAgain()],
  'is frozen': [async () => cluster.postgres.freeze(), async () => cluster.postgres.thaw()],
};

describe('A cluster whose store', () => {
  it.each(Object.keys(storeAway))(
    '%s refuses commands at once, answers questions, and recovers by itself',
    async (how) => {
      await resumes();
      const [away, back] = storeAway[how]!;
      await away();
      try {
        // To one stream: nobody waits for the others' time, too.
        const id = `forum-${(forums += 1)}`;
        for (const answer of await Promise.all([1, 2, 3, 4].map(() => establish(id)))) isNo(answer);
        for (const question of ['/v1/forums', '/v1/forums/forum-1/matrix', '/v1/sessions/forum-1.1', '/v1/commitments'])
          expect([question, (await send(cluster.apis[1]!.url + question)).status]).toEqual([question, 200]);
        const asked = await send(`${cluster.apis[1]!.url}/v1/events?limit=1`);
        isNo(asked);
        expect(asked.body.detail).toBe('The ledger cannot be reached; questions have to wait.');
      } finally {
        await back();
      }
      await resumes();
    },
    60_000,
  );
});

describe('A cluster whose PostgreSQL', () => {
  it.each(Object.keys(rowsAway))(
    '%s takes commands, refuses questions at once, and recovers by itself',
    async (how) => {
      await resumes();
      const [away, back] = rowsAway[how]!;
      await away();
      let told: Answer;
      try {
        told = await establish();
        expect(told.status).toBe(201);
        await sleep(FRESH_MS); // the next command would look at the keys of persons
        // This server was never given a command by the recorder; and nobody was ever given one by the other one.
        expect((await establish(undefined, 1)).status).toBe(201);
        const stranger = await establish(undefined, 1, await cluster.bearer({ id: `new ${how}`, role: 'recorder' }));
        isNo(stranger);
        expect(stranger.body.detail).toContain('a person whom this server does not know yet');
        const refused = await read();
        isNo(refused);
        expect(refused.body.detail).toContain('The read models cannot be reached');
        await until(async () => (await ready('/questions')).status === 503);
        expect(await ready()).toMatchObject({ status: 200 }); // commands go on
        expect((await ready('/questions')).reasons.join()).toMatch(/: PostgreSQL is away/);
      } finally {
        await back();
      }
      await until(async () => (await read(told.body.cursor)).status === 200);
      await resumes();
    },
    60_000,
  );

  it('and store are both dead refuses everything at once, and recovers by itself', async () => {
    await resumes();
    await Promise.all([cluster.postgres.crash(), cluster.double!.kill()]);
    try {
      isNo(await establish());
      isNo(await read());
    } finally {
      await Promise.all([cluster.postgres.startAgain(), cluster.double!.restart()]);
    }
    await resumes();
    expect([...cluster.apis, ...cluster.workers].every((part) => part.runs())).toBe(true);
  }, 60_000);
});
