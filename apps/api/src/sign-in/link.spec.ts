import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actors, boot, type Booted } from '../testing/booted.js';
import { forum } from '../testing/scene.js';

const ownPage = { 'sec-fetch-site': 'same-origin' };
const https = 'https://ledger.example';

let now: number;
let api: Booted;
beforeAll(async () => {
  now = Date.now();
  api = await boot({ publicUrl: https, clock: () => new Date(now) });
});
afterAll(() => api.close());

const make = (actor = actors.pk, seconds = 3600) => api.issuer.links.make({ actor, seconds }, 900);
const follow = (code: unknown, headers: Record<string, string> = ownPage) =>
  api.send({ method: 'POST', url: '/auth/link', headers, payload: { code } });
const cookieIn = (headers: Readonly<Record<string, string>>) => /^[^;]*/.exec(String(headers['set-cookie']))![0];
const signedIn = async (actor = actors.pk) => {
  const { headers, body } = await follow(await make(actor));
  return { cookie: cookieIn(headers), csrf: body.csrf as string };
};
const me = (headers: Record<string, string>) => api.send({ method: 'GET', url: '/v1/me', headers });
const write = (headers: Record<string, string>, forumId: string) =>
  api.send({ method: 'POST', url: '/v1/forums', headers, payload: { ...forum, forumId } });

describe('A one-time link', () => {
  it('signs in by a cookie that no script and no other host can touch', async () => {
    const { status, headers, body } = await follow(await make());
    const ends = new Date((Math.floor(now / 1000) + 3600) * 1000);
    expect(status).toBe(200);
    expect(headers['set-cookie']).toBe(
      `${cookieIn(headers)}; Path=/; Expires=${ends.toUTCString()}; HttpOnly; Secure; SameSite=Lax`,
    );
    expect(cookieIn(headers)).toMatch(/^__Host-jwg=ey/);
    expect(headers['cache-control']).toBe('no-store');
    expect((await me({ cookie: cookieIn(headers) })).body).toEqual(body);
    expect(body).toEqual({
      actor: actors.pk.id,
      role: 'secretariat',
      side: 'PK',
      endsAt: ends.toISOString(),
      languages: ['en', 'zh', 'ur'],
      csrf: expect.stringMatching(/^[\w-]{24}$/),
    });
  });

  it('works once, however many follow it at one time', async () => {
    const code = await make();
    const answers = await Promise.all([1, 2, 3, 4].map(() => follow(code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410, 410]);
    expect((await follow(code)).body).toMatchObject({ type: 'urn:jwg:problem:link-used', wayOut: expect.any(String) });
  });

  it('works in its time only', async () => {
    const code = await make();
    now += 901_000;
    const { status, headers, body } = await follow(code);
    expect([status, body.type]).toEqual([410, 'urn:jwg:problem:link-late']);
    expect(body.detail).toContain(new Date(Math.floor((now - 901_000) / 1000) * 1000 + 900_000).toISOString());
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('is told apart from everything that is no link', async () => {
    const code = await make();
    const token = await api.issuer.issue(actors.pk, 60);
    for (const other of ['x', code.slice(0, -3), token]) expect((await follow(other)).status).toBe(404);
    for (const other of [7, undefined, 'x'.repeat(5_000)]) expect((await follow(other)).status).toBe(400);
    expect((await me({ authorization: `Bearer ${code}` })).status).toBe(401);
    expect((await follow(code)).status).toBe(200);
  });

  it('cannot be followed by the page of another site, and stays good', async () => {
    const code = await make();
    for (const site of [undefined, 'cross-site', 'same-site', 'none'])
      expect((await follow(code, site === undefined ? {} : { 'sec-fetch-site': site })).body).toMatchObject({
        status: 403,
        type: 'urn:jwg:problem:cross-site',
      });
    expect((await follow(code)).status).toBe(200);
  });
});

describe('A sign-in', () => {
  it('reads and writes as its actor does', async () => {
    const { cookie, csrf } = await signedIn();
    const answer = await write({ cookie, ...ownPage, 'x-jwg-csrf': csrf }, 'by-cookie');
    expect(answer.status).toBe(201);
    await api.platform.caughtUpTo(answer.body.cursor as string, 5_000);
    const read = await api.send({ method: 'GET', url: '/v1/forums/by-cookie', headers: { cookie } });
    expect(read).toMatchObject({ status: 200, body: { id: 'by-cookie' } });
    expect(read.headers.vary).toContain('Cookie');
    const [event] = (await api.get('/v1/events?limit=1')).body.events;
    const id = expect.stringMatching(/^person:/) as unknown; // as it is stored
    expect(event.metadata.actor).toEqual({ ...actors.pk, id });
  });

  it('writes for no page of others, and only with its own word', async () => {
    const { cookie, csrf } = await signedIn();
    const other = await signedIn();
    const before = await api.count();
    for (const headers of [
      {},
      { 'x-jwg-csrf': csrf },
      { 'x-jwg-csrf': csrf, 'sec-fetch-site': 'same-site' },
      { 'x-jwg-csrf': csrf, 'sec-fetch-site': 'none' },
      ownPage,
      { ...ownPage, 'x-jwg-csrf': other.csrf },
      { ...ownPage, 'x-jwg-csrf': `${csrf}x` },
    ] as Record<string, string>[])
      expect((await write({ cookie, ...headers }, 'never')).body).toMatchObject({
        status: 403,
        type: 'urn:jwg:problem:cross-site',
      });
    expect(await api.count()).toBe(before);
  });

  it('gives way to a bearer token', async () => {
    const { cookie } = await signedIn();
    const authorization = await api.bearer(actors.auditor);
    expect((await me({ cookie, authorization })).body).toMatchObject({ actor: actors.auditor.id, role: 'auditor' });
    expect((await me({ cookie, authorization: 'Bearer x' })).status).toBe(401);
  });

  it('that is changed, or of another ledger, is refused', async () => {
    const { cookie } = await signedIn();
    const other = await boot({ publicUrl: https });
    for (const [at, sent] of [
      [api, `${cookie.slice(0, -4)}AAAA`],
      [api, '__Host-jwg=x'],
      [api, cookie.replace('__Host-', '')],
      [other, cookie],
    ] as const)
      expect((await at.send({ method: 'GET', url: '/v1/me', headers: { cookie: sent } })).status).toBe(401);
    await other.close();
  });

  it('ends at its time, and says so', async () => {
    const { cookie } = await signedIn();
    now += 3_599_000;
    expect((await me({ cookie })).status).toBe(200);
    now += 2_000;
    expect((await me({ cookie })).body).toMatchObject({
      status: 401,
      detail: 'The sign-in has ended.',
      wayOut: 'Sign in again.',
    });
  });

  it('ends for good when it is ended, even where its cookie was copied', async () => {
    const { cookie } = await signedIn();
    const end = (headers: Record<string, string>) => api.send({ method: 'POST', url: '/auth/end', headers });
    expect((await end({ cookie })).status).toBe(403);
    expect((await me({ cookie })).status).toBe(200);
    const { status, headers } = await end({ cookie, ...ownPage });
    expect(status).toBe(204);
    expect(headers['set-cookie']).toMatch(/^__Host-jwg=; .*Expires=Thu, 01 Jan 1970/);
    expect(headers['clear-site-data']).toBe('"cache"');
    expect((await me({ cookie })).body).toMatchObject({ status: 401, detail: 'This sign-in was ended.' });
    expect((await end(ownPage)).status).toBe(204);
  });
});

describe('Over plain http', () => {
  it('a sign-in has a cookie of another name, and on this machine only', async () => {
    const plain = await boot();
    const code = await plain.issuer.links.make({ actor: actors.pk, seconds: 60 }, 60);
    const at = (host: string) =>
      plain.send({ method: 'POST', url: '/auth/link', headers: { ...ownPage, host }, payload: { code } });
    for (const host of ['ledger.example', '10.0.0.7:3000', 'localhost.example'])
      expect((await at(host)).body).toMatchObject({ status: 403, detail: expect.stringContaining('plain http') });
    const { status, headers } = await at('127.0.0.1:3000');
    expect(status).toBe(200);
    expect(headers['set-cookie']).toMatch(/^jwg=ey[^;]*; Path=\/; Expires=[^;]*; HttpOnly; SameSite=Lax$/);
    await plain.close();
  });
});

describe('What reads without signing in', () => {
  it('is nothing, unless it is set so', async () => {
    expect((await api.send({ method: 'GET', url: '/v1/forums' })).status).toBe(401);
    expect((await api.send({ method: 'GET', url: '/v1/settings/page' })).body).toEqual({
      publicReading: false,
      signIn: ['link'],
      forums: [],
    });
  });

  it('is what both sides may see, and no more, where it is set so', async () => {
    const open = await boot({ publicReading: true, pageForums: ['f'] });
    const ask = (url: string, headers = {}) => open.send({ method: 'GET', url, headers });
    const established = await open.post('/v1/forums', forum);
    await open.platform.caughtUpTo(established.body.cursor as string, 5_000);
    expect((await ask('/v1/forums/f')).status).toBe(200);
    expect((await ask('/v1/settings/page')).body).toMatchObject({ publicReading: true, forums: ['f'] });
    expect((await ask('/v1/me')).status).toBe(401);
    expect((await ask('/v1/forums', { authorization: 'Bearer x' })).status).toBe(401);
    expect((await ask('/v1/forums', { cookie: 'jwg=x' })).status).toBe(401);
    expect((await open.send({ method: 'POST', url: '/v1/forums', payload: forum })).status).toBe(401);
    await open.close();
  });
});
