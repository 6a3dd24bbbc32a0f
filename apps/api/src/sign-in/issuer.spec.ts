import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { authenticatorOf, settingsIn } from '@jwg/platform';
import { openApi } from '../api.js';
import { client, PeopleIssuer } from '../testing/people-issuer.js';
import { inThePage } from './issuer.controller.js';

const publicUrl = 'https://ledger.example/jwg';
const html = { accept: 'text/html,*/*' };
const people = {
  bilal: { jwg_role: 'focalPoint', jwg_side: 'PK', jwg_institution: 'pk-stza' },
  stranger: {},
  halved: { jwg_role: 'secretariat' },
};

const folder = mkdtempSync(join(tmpdir(), 'api-issuer-'));
let issuer: PeopleIssuer;
let app: NestFastifyApplication;
let now = Date.now();

const open = async (more: Record<string, string> = {}) => {
  const settings = settingsIn({
    JWG_DATA: mkdtempSync(join(folder, 'data-')),
    JWG_PUBLIC_URL: publicUrl,
    JWG_OIDC_ISSUER: issuer.url,
    JWG_OIDC_AUDIENCE: 'jwg-ledger',
    JWG_OIDC_CLIENT_ID: client.id,
    JWG_OIDC_CLIENT_SECRET: client.secret,
    JWG_SIGN_IN_SECRET: 'a secret that all the servers have',
    ...more,
  });
  return openApi({ ...settings, clock: () => new Date(now) }, await authenticatorOf(settings));
};

beforeAll(async () => {
  // The issuer's library warns of all that suits a test and nothing else.
  for (const level of ['info', 'warn'] as const) jest.spyOn(console, level).mockImplementation(() => {});
  issuer = await PeopleIssuer.start(`${publicUrl}/auth/callback`, people);
  app = await open();
});
afterAll(async () => {
  await app.close();
  await issuer.stop();
  rmSync(folder, { recursive: true });
});

type Headers = Record<string, string>;
const ask = async (url: string, headers: Headers = {}, at = app) => {
  const answer = await at.inject({ method: 'GET', url, headers });
  const cookies = Object.fromEntries(answer.cookies.map((it) => [it.name, it]));
  return { status: answer.statusCode, location: answer.headers.location as string, cookies, text: answer.payload };
};
const start = async (to = '/forums/cpec-jcc?asOf=7', at = app) => {
  const { status, location, cookies } = await ask(`/auth/start?to=${encodeURIComponent(to)}`, html, at);
  expect(status).toBe(302);
  const { name, value } = cookies['__Host-jwg-begun']!;
  return { address: location, cookie: `${name}=${value}` };
};
const comeBack = (back: URL, headers: Headers, at = app) => ask(`/auth/callback${back.search}`, headers, at);

describe('Who signs in at the issuer', () => {
  it('comes back signed in as who they are there, at the address where they were', async () => {
    const { address, cookie } = await start();
    const asked = new URL(address);
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      response_type: 'code',
      scope: 'openid',
      code_challenge_method: 'S256',
      redirect_uri: `${publicUrl}/auth/callback`,
      state: expect.any(String),
      nonce: expect.any(String),
    });
    const back = await issuer.visit(address, 'bilal');
    const { status, location, cookies } = await comeBack(back, { cookie, ...html });
    expect([status, location]).toEqual([302, '/jwg/forums/cpec-jcc?asOf=7']);
    expect(cookies['__Host-jwg-begun']).toMatchObject({ value: '' });
    const signedIn = cookies['__Host-jwg']!;
    expect(signedIn).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' });
    const me = await ask('/v1/me', { cookie: `__Host-jwg=${signedIn.value}` });
    expect(JSON.parse(me.text)).toMatchObject({
      actor: 'bilal',
      role: 'focalPoint',
      side: 'PK',
      institution: 'pk-stza',
      endsAt: new Date((Math.floor(now / 1000) + 28_800) * 1000).toISOString(),
      csrf: expect.any(String),
    });
    expect(JSON.parse((await ask('/v1/settings/page')).text)).toMatchObject({ signIn: ['issuer'] });
  });

  it('may come back to another server than the one that sent them', async () => {
    const other = await open();
    const { address, cookie } = await start('/');
    const { location, cookies } = await comeBack(await issuer.visit(address, 'bilal'), { cookie, ...html }, other);
    expect(location).toBe('/jwg/');
    expect((await ask('/v1/me', { cookie: `__Host-jwg=${cookies['__Host-jwg']!.value}` })).status).toBe(200);
    await other.close();
  });

  it.each(['stranger', 'halved'])('and has no fitting role there is told so: %s', async (name) => {
    const { address, cookie } = await start();
    const back = await issuer.visit(address, name);
    const { status, text, cookies } = await comeBack(back, { cookie });
    expect([status, cookies['__Host-jwg']]).toEqual([403, undefined]);
    expect(JSON.parse(text)).toMatchObject({
      type: 'urn:jwg:problem:not-allowed',
      detail: expect.stringMatching(/claim jwg_(role|side) /),
    });
  });
});

describe('What does not belong to the sign-in that this browser began', () => {
  const failed = async (back: URL, headers: Headers) => {
    const { status, text, cookies } = await comeBack(back, headers);
    expect(cookies['__Host-jwg']).toBeUndefined();
    return [status, (JSON.parse(text) as { type: string }).type];
  };
  const no = [403, 'urn:jwg:problem:sign-in-failed'];

  it('is refused: without its cookie, and with the cookie of another one', async () => {
    const back = await issuer.visit((await start()).address, 'bilal');
    expect(await failed(back, {})).toEqual(no);
    expect(await failed(back, { cookie: (await start()).cookie })).toEqual(no);
    expect(await failed(back, { cookie: '__Host-jwg-begun=x' })).toEqual(no);
  });

  it('is refused: a code of another sign-in, under the state of this one', async () => {
    const [mine, theirs] = [await start(), await start()];
    const back = await issuer.visit(theirs.address, 'bilal');
    back.searchParams.set('state', new URL(mine.address).searchParams.get('state')!);
    expect(await failed(back, { cookie: mine.cookie })).toEqual(no);
  });

  it('is refused: a code that was used before', async () => {
    const { address, cookie } = await start();
    const back = await issuer.visit(address, 'bilal');
    expect((await comeBack(back, { cookie })).status).toBe(302);
    expect(await failed(back, { cookie })).toEqual(no);
  });

  it('is refused: what comes after ten minutes', async () => {
    const { address, cookie } = await start();
    const back = await issuer.visit(address, 'bilal');
    now += 601_000;
    expect(await failed(back, { cookie })).toEqual(no);
    now -= 601_000;
  });

  it('is refused with the issuer’s word, and a browser is shown the page for it', async () => {
    const { address, cookie } = await start();
    const back = new URL(`${publicUrl}/auth/callback`);
    back.search = `?error=access_denied&state=${new URL(address).searchParams.get('state')}&iss=${issuer.url}`;
    expect(JSON.parse((await comeBack(back, { cookie })).text)).toMatchObject({
      type: 'urn:jwg:problem:sign-in-failed',
      detail: 'The issuer said no: access_denied.',
    });
    expect(await comeBack(back, { cookie, ...html })).toMatchObject({
      status: 302,
      location: '/jwg/sign-in?problem=sign-in-failed',
    });
  });
});

describe('An issuer', () => {
  it('that cannot be reached is told as such', async () => {
    const gone = await PeopleIssuer.start(`${publicUrl}/auth/callback`, people);
    await gone.stop();
    const other = await open({ JWG_OIDC_ISSUER: gone.url });
    const { status, text } = await ask('/auth/start', html, other);
    expect([status, (JSON.parse(text) as { type: string }).type]).toEqual([503, 'urn:jwg:problem:unavailable']);
    await other.close();
  });

  it('is the only one who says who is who: links are not followed beside it', async () => {
    const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' };
    const answer = await app.inject({ method: 'POST', url: '/auth/link', headers, payload: { code: 'x' } });
    expect(answer.statusCode).toBe(404);
  });
});

describe('The address at which somebody arrives', () => {
  it.each([
    ['/forums/f?asOf=7#s8', '/forums/f?asOf=7#s8'],
    ['/forums/../sign-in', '/sign-in'],
    ...['//evil.example', '/\\evil.example', '/\t/evil.example', '/.//evil.example', 'https://evil.example/'].map(
      (it) => [it, '/'] as const,
    ),
    ['javascript:alert(1)', '/'],
    [undefined, '/'],
    [['/a', '/b'], '/'],
  ])('for %j is %j', (to, address) => expect(inThePage(to)).toBe(address));
});
