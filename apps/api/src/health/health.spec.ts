import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FollowerHealth } from '@jwg/event-sourcing';
import { readiness, unfinishedSince } from '@jwg/platform';
import { boot, type Booted } from '../testing/booted.js';

let api: Booted;
beforeAll(async () => {
  api = await boot();
});
afterAll(() => api.close());

const follower = (more: Partial<FollowerHealth>, keepsReady = true) => ({
  running: {
    health: (): FollowerHealth => ({
      name: 'commitments',
      state: 'running',
      position: 7,
      lag: 0,
      skipped: [],
      ...more,
    }),
  },
  task: 'read the ledger or its own rows',
  keepsReady,
});

describe('The health of the server', () => {
  it('is live as soon as it answers, and ready once its followers have looked at the ledger', async () => {
    expect(await api.send({ method: 'GET', url: '/health/live' })).toMatchObject({
      status: 200,
      body: { status: 'live' },
    });
    let ready = await api.send({ method: 'GET', url: '/health/ready' });
    for (let n = 0; n < 100 && ready.status !== 200; n += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      ready = await api.send({ method: 'GET', url: '/health/ready' });
    }
    expect(ready.body).toMatchObject({ status: 'ready', reasons: [] });
    expect((ready.body.followers as { name: string }[]).map(({ name }) => name)).toContain('commitments');
  });

  it.each([
    [
      {
        state: 'failing',
        failure: {
          event: { id: 'e', type: 'DecisionTaken', stream: 's', position: 8 },
          error: 'secret words',
          since: '2024',
          attempts: 3,
        },
      },
      'commitments stands before position 8 since 2024',
    ],
    [
      { state: 'failing', failure: { error: 'secret words', since: '2024', attempts: 3 } },
      'commitments cannot read the ledger or its own rows since 2024',
    ],
    [{ state: 'stopped' }, 'commitments is stopped'],
    [{ lag: undefined }, 'commitments has not looked at the ledger yet'],
    [{ lag: 10_001 }, 'commitments is 10001 events behind'],
  ] as const)('is not ready while a follower is %j, and says why without quoting the event', (more, reason) => {
    expect(readiness([follower({}), follower(more)])).toMatchObject({ status: 'notReady', reasons: [reason] });
  });

  it('says once that a server is away, with the names of those that miss it', () => {
    const missing = (name: string, since: string) =>
      follower({
        name,
        state: 'failing',
        failure: { error: 'x', server: 'PostgreSQL at db:5432', since, attempts: 3 },
      });
    expect(readiness([missing('forums', '2025'), follower({}), missing('dockets', '2024')]).reasons).toEqual([
      'forums, dockets cannot read the ledger or its own rows since 2024: PostgreSQL is away',
    ]);
  });

  it('is ready while a follower fails that no request needs, unless its followers are all its work', () => {
    const failing = follower({ state: 'failing', failure: { error: 'x', since: '2024', attempts: 3 } }, false);
    expect(readiness([failing], () => true).status).toBe('notReady');
    expect(readiness([{ ...failing, task: 'publish' }])).toMatchObject({
      status: 'ready',
      reasons: [],
      troubles: ['commitments cannot publish since 2024'],
      followers: [{ state: 'failing' }],
    });
    expect(readiness([follower({ state: 'stopped' }, false)]).status).toBe('notReady');
  });

  it('is not ready once the ledger could not be read for five seconds, and says since when', () => {
    const since = (ms: number) => ({ since: new Date(Date.now() - ms), reason: 'nobody answers' });
    const judged = (ms: number) => readiness([follower({})], undefined, { unreadable: since(ms) });
    expect(judged(4_000)).toMatchObject({ status: 'ready', reasons: [] });
    const told = expect.stringMatching(/^the ledger cannot be read since 20\d\d-.*Z: nobody answers$/);
    expect(judged(5_000)).toMatchObject({ status: 'notReady', reasons: [told] });
    expect(readiness([follower({})], undefined, {}).status).toBe('ready');
  });

  it('is not ready once the server begins to stop', async () => {
    const stopping = await boot();
    await stopping.platform.close();
    expect(await stopping.send({ method: 'GET', url: '/health/ready' })).toMatchObject({
      status: 503,
      body: { status: 'notReady' },
      headers: { 'retry-after': '5' },
    });
    expect((await stopping.get('/v1/events')).body).toMatchObject({ status: 503, type: 'urn:jwg:problem:unavailable' });
    await stopping.app.close();
  });
});

describe('The metrics', () => {
  it('count requests by route and status, not by address, and give the positions of the followers', async () => {
    await api.get('/v1/forums/no-such');
    await api.get('/v1/forums/nor-this');
    await api.get('/nowhere');
    const { text, headers } = await api.send({ method: 'GET', url: '/metrics' });
    expect(headers['content-type']).toMatch('text/plain');
    expect(text).toContain('jwg_http_requests_total{method="GET",route="/v1/forums/:forumId",status="404"} 2');
    expect(text).toContain('jwg_http_requests_total{method="GET",route="none",status="404"} 1');
    expect(text).toContain('jwg_http_request_seconds_bucket{le="0.01",method="GET",route="/v1/forums/:forumId"}');
    expect(text).toMatch(/jwg_follower_position\{follower="commitments"\} -?\d+/);
    expect(text).toMatch(/jwg_follower_lag_events\{follower="carry_into_effect"\} \d+/);
    expect(text).not.toContain('no-such');
  });
});

describe('The documents', () => {
  it('are served as they stand in docs/reference, with an explorer that loads nothing from other servers', async () => {
    expect((await api.send({ method: 'GET', url: '/openapi.json' })).body).toMatchObject({ openapi: '3.1.0' });
    const page = await api.send({ method: 'GET', url: '/docs' });
    expect(page.headers['content-security-policy']).toContain("default-src 'self'");
    expect(page.text).not.toMatch(/https?:/);
    for (const [, url] of page.text.matchAll(/(?:src|href)="([^"]+)"/g))
      expect((await api.send({ method: 'GET', url: url! })).status).toBe(200);
  });

  it('tells of an import that is not finished, and stays ready', async () => {
    const work = { about: ['cpec-jwg-st.2'], by: 'recorder', since: '2026-03-01T10:00:00.000Z' };
    const begun = { begin: async () => {}, end: async () => {}, list: async () => [work] };
    expect(readiness([follower({})], undefined, undefined, await unfinishedSince({ begun }))).toMatchObject({
      status: 'ready',
      reasons: [],
      troubles: ['an import that was begun at 2026-03-01T10:00:00.000Z is not finished'],
    });
  });

  it.each([
    ['that says nothing', () => new Promise<never>(() => {})],
    ['out of reach', () => Promise.reject(new Error('away'))],
  ])('answers though the books of imports are in a database %s', async (_, list) => {
    expect(await unfinishedSince({ begun: { begin: async () => {}, end: async () => {}, list } })).toEqual([]);
  });
});
