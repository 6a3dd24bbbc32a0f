import { createHmac, createPublicKey } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CompactSign, SignJWT } from 'jose';
import type { Authenticator } from './authenticator.js';
import { oidcAuthenticator, type OidcSettings } from './oidc-issuer.js';
import { Issuer, pair, signed, type Pair } from './testing/issuer.js';

const HOUR = 3600;
const now = Math.floor(Date.parse('2026-01-01T12:00:00Z') / 1000);
let seconds = 0;

let rsa: Pair;
let first: Pair;
let second: Pair;
let third: Pair;
beforeAll(async () => {
  [rsa, first, second, third] = await Promise.all([pair('r', 'RS256'), pair('1'), pair('2'), pair('3')]);
});

let issuer: Issuer;
let checking: Authenticator;
const settings = (more: Partial<OidcSettings> = {}): OidcSettings => ({
  issuer: issuer.url,
  audience: 'ledger',
  algorithms: ['ES256', 'RS256'],
  type: 'at+jwt',
  maxAge: 24 * HOUR,
  clockTolerance: 30,
  claims: { role: 'jwg_role', side: 'jwg_side', institution: 'https://jwg.example/institution' },
  ...more,
});
const opened = (more: Partial<OidcSettings> = {}) =>
  oidcAuthenticator(
    settings(more),
    () => new Date((now + seconds) * 1000),
    () => seconds * 1000,
  );

beforeEach(async () => {
  seconds = 0;
  issuer = await Issuer.start();
  issuer.keys = [first.published, rsa.published];
  checking = opened();
});
afterEach(() => issuer.stop());

const good = () => ({
  iss: issuer.url,
  aud: 'ledger',
  sub: 'f3a1',
  iat: now,
  exp: now + 24 * HOUR,
  jwg_role: 'secretariat',
  jwg_side: 'PK',
});
const bearer = async (token: string) => (await checking.check(`Bearer ${token}`)).actor;
const why = async (answer: Promise<unknown>): Promise<unknown> =>
  answer.then(
    () => 'admitted',
    (error: { name: string; reason?: string }) => error.reason ?? error.name,
  );
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const fetches = () => issuer.asked.filter((path) => path === '/keys').length;

describe('a token of the issuer', () => {
  it('names the actor by sub and the configured claims', async () => {
    expect(await bearer(await signed(first, good()))).toEqual({ id: 'f3a1', role: 'secretariat', side: 'PK' });
    const focalPoint = { jwg_role: 'focalPoint', jwg_side: 'CN', 'https://jwg.example/institution': 'cn-cas' };
    expect(await bearer(await signed(rsa, { ...good(), ...focalPoint }))).toEqual({
      id: 'f3a1',
      role: 'focalPoint',
      side: 'CN',
      institution: 'cn-cas',
    });
  });

  it('may name several audiences, and its type in the long form', async () => {
    const token = await signed(first, { ...good(), aud: ['other', 'ledger'] }, { typ: 'application/at+jwt' });
    expect(await why(bearer(token))).toBe('admitted');
  });

  it('gives nothing by claims that were not configured', async () => {
    const more = { role: 'recorder', onBehalfOf: { role: 'recorder' }, jwg_onBehalfOf: { role: 'coChair' } };
    expect(await bearer(await signed(first, { ...good(), ...more }))).toEqual({
      id: 'f3a1',
      role: 'secretariat',
      side: 'PK',
    });
  });

  it('is accepted for one more minute after its key was withdrawn', async () => {
    const token = await signed(first, good());
    await bearer(token);
    issuer.keys = [second.published];
    seconds = 59;
    expect(await why(bearer(await signed(second, good())))).toBe('admitted');
    expect(await why(bearer(token))).toBe('admitted');
    seconds = 60;
    expect(await why(bearer(token))).toBe('signature');
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['is from another issuer', 'issuer', { iss: 'https://elsewhere.example' }],
    ['names no issuer', 'issuer', { iss: undefined }],
    ['is for another audience', 'audience', { aud: 'somebody-else' }],
    ['is for no audience', 'audience', { aud: undefined }],
    ['has expired', 'expired', { exp: now - 31 }],
    ['never expires', 'claims', { exp: undefined }],
    ['expires at a word', 'claims', { exp: 'tomorrow' }],
    ['is for nobody', 'claims', { sub: undefined }],
    ['is not valid yet', 'notYetValid', { nbf: now + 31 }],
    ['was issued in the future', 'notYetValid', { iat: now + 31 }],
    ['does not say since when', 'claims', { iat: undefined }],
    ['is older than is admitted, however late it expires', 'tooOld', { iat: now - 24 * HOUR - 31 }],
  ])('is refused when it %s', async (_what, reason, claims) => {
    expect(await why(bearer(await signed(first, { ...good(), ...claims })))).toBe(reason);
  });

  it.each<[string, Record<string, unknown>]>([
    ['has just expired by our clock', { exp: now - 29 }],
    ['is a little early by our clock', { nbf: now + 29, iat: now + 29 }],
  ])('is admitted when it %s, because clocks differ', async (_what, claims) => {
    expect(await why(bearer(await signed(first, { ...good(), ...claims })))).toBe('admitted');
  });

  it.each(['JWT', 'jwt', 'id+jwt', undefined])('is refused when its type is %s', async (typ) => {
    expect(await why(bearer(await signed(first, good(), { typ })))).toBe('type');
  });

  it('is admitted with the type that was configured', async () => {
    checking = opened({ type: 'JWT' });
    expect(await why(bearer(await signed(first, good(), { typ: 'JWT' })))).toBe('admitted');
  });
});

describe('a forged token', () => {
  it.each(['none', 'None', 'NONE', ''])('without a signature (alg %j) is refused', async (alg) => {
    for (const signature of ['', 'AAAA'])
      expect(await why(bearer(`${part({ alg, typ: 'at+jwt', kid: '1' })}.${part(good())}.${signature}`))).toMatch(
        /algorithm|malformed/,
      );
  });

  it('signed by HS256 with the public key as the secret is refused', async () => {
    const key = createPublicKey({ key: rsa.published, format: 'jwk' });
    const secrets = [
      key.export({ type: 'spki', format: 'pem' }),
      key.export({ type: 'spki', format: 'der' }),
      JSON.stringify(rsa.published),
    ];
    const content = `${part({ alg: 'HS256', typ: 'at+jwt', kid: 'r' })}.${part(good())}`;
    for (const secret of secrets) {
      const signature = createHmac('sha256', secret).update(content).digest('base64url');
      expect(await why(bearer(`${content}.${signature}`))).toBe('algorithm');
    }
  });

  it('signed by a key that it brings along is refused', async () => {
    const { kid: _kid, ...jwk } = third.published;
    for (const kid of ['1', '3', undefined])
      expect(await why(bearer(await signed(third, good(), { kid, jwk, jku: `${issuer.url}/keys` })))).toBe('signature');
  });

  it('signed by an algorithm that is not configured is refused, even when the issuer has such a key', async () => {
    checking = opened({ algorithms: ['ES256'] });
    expect(await why(bearer(await signed(rsa, good())))).toBe('algorithm');
    expect(await why(bearer(await signed(first, good())))).toBe('admitted');
  });

  it('that names a key of another kind is refused', async () => {
    expect(await why(bearer(await signed(rsa, good(), { kid: '1' })))).toBe('signature');
  });

  it('with a character of its payload or signature changed is refused', async () => {
    const token = await signed(first, good());
    const [header, payload] = token.split('.') as [string, string];
    for (let at = header.length + 1; at < token.length - 1; at += 7) {
      if (at === header.length + 1 + payload.length) continue;
      const other = token[at] === 'A' ? 'B' : 'A';
      expect(await why(bearer(token.slice(0, at) + other + token.slice(at + 1)))).toMatch(/signature|malformed/);
    }
  });

  it('with another payload under the signature is refused', async () => {
    const [header, , signature] = (await signed(first, good())).split('.');
    const payload = part({ ...good(), jwg_role: 'recorder' });
    expect(await why(bearer(`${header}.${payload}.${signature}`))).toBe('signature');
  });

  it('whose payload is not a set of claims is refused', async () => {
    for (const content of ['null', '[]', '"x"', '{', '']) {
      const token = await new CompactSign(Buffer.from(content))
        .setProtectedHeader({ alg: 'ES256', kid: '1', typ: 'at+jwt' })
        .sign(first.privateKey);
      expect(await why(bearer(token))).toBe('malformed');
    }
  });

  it('with an unknown critical extension is refused', async () => {
    const header = { alg: 'ES256', kid: '1', typ: 'at+jwt', crit: ['exp'], exp: 1 };
    const token = await new SignJWT(good()).setProtectedHeader(header).sign(first.privateKey, { crit: { exp: true } });
    expect(await why(bearer(token))).toMatch(/malformed|algorithm|signature/);
  });
});

describe('the checker of tokens', () => {
  it('asks the issuer for nothing before the first token, and then for the keys once', async () => {
    expect(issuer.asked).toEqual([]);
    const token = await signed(first, good());
    await Promise.all(Array.from({ length: 20 }, () => bearer(token)));
    expect(issuer.asked).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  it('asks nothing because of a header that is no token', async () => {
    for (const token of ['x', 'a.b', `${part({ alg: 'none' })}.${part(good())}.`]) await why(bearer(token));
    expect(issuer.asked).toEqual([]);
  });

  it('does not fetch the discovery document when the address of the keys is configured', async () => {
    checking = opened({ jwks: `${issuer.url}/keys` });
    await bearer(await signed(first, good()));
    expect(issuer.asked).toEqual(['/keys']);
  });

  it('refetches the issuer’s keys when a token names an unknown key', async () => {
    await bearer(await signed(first, good()));
    issuer.keys = [second.published];
    seconds = 31;
    expect(await why(bearer(await signed(second, good())))).toBe('admitted');
    expect(await why(bearer(await signed(first, { ...good(), jti: 'another' })))).toBe('signature');
    expect(fetches()).toBe(2);
  });

  it('does not refetch the keys within half a minute, whatever strangers send', async () => {
    await bearer(await signed(first, good()));
    seconds = 31;
    const strangers = await Promise.all(Array.from({ length: 50 }, (_, n) => signed(third, good(), { kid: `k${n}` })));
    for (const token of strangers) expect(await why(bearer(token))).toBe('signature');
    expect(fetches()).toBe(2);
  });

  it('refetches the keys every ten minutes, so that a withdrawn key ends', async () => {
    const token = await signed(first, good());
    await bearer(token);
    issuer.keys = [second.published];
    seconds = 601;
    await bearer(token); // serves on while the keys are fetched
    expect(await why(bearer(await signed(second, good())))).toBe('admitted'); // waits for them
    expect(await why(bearer(await signed(first, { ...good(), jti: 'another' })))).toBe('signature');
  });
});

describe('while the issuer is out of reach', () => {
  it('known keys are used for one more day, and then no longer', async () => {
    const token = await signed(first, { ...good(), exp: now + 100 * HOUR });
    checking = opened({ maxAge: 100 * HOUR });
    await bearer(token);
    await issuer.stop();
    for (seconds of [601, 5 * HOUR, 24 * HOUR - 60]) expect(await why(bearer(token))).toBe('admitted');
    seconds = 24 * HOUR + 1;
    expect(await why(bearer(token))).toBe('IssuerUnavailable');
    issuer = await Issuer.start(Number(new URL(issuer.url).port));
    issuer.keys = [first.published];
    seconds += 5;
    expect(await why(bearer(token))).toBe('admitted');
  });

  it('a token whose key is unknown is not called invalid: the answer is that the issuer is unavailable', async () => {
    issuer.trouble = { status: 503 };
    const token = await signed(first, good());
    await expect(bearer(token)).rejects.toMatchObject({ name: 'IssuerUnavailable', retryAfter: 5 });
    issuer.trouble = undefined;
    seconds = 5;
    expect(await why(bearer(token))).toBe('admitted');
    issuer.trouble = { status: 503 };
    seconds = 40;
    expect(await why(bearer(await signed(second, good())))).toBe('IssuerUnavailable');
    expect(await why(bearer(token))).toBe('admitted');
  });

  it('the issuer is asked at most every five seconds', async () => {
    issuer.trouble = { status: 500 };
    const token = await signed(first, good());
    for (seconds of [0, 1, 2, 4.9, 5, 6, 9.9]) expect(await why(bearer(token))).toBe('IssuerUnavailable');
    expect(issuer.asked).toHaveLength(2);
  });

  it.each<[string, Issuer['trouble']]>([
    ['redirects', { status: 302 }],
    ['answers with what is no JSON', { status: 200, body: '<html>' }],
    ['answers with other JSON', { status: 200, body: 'null' }],
  ])('or when the issuer %s, no new key is used', async (_what, trouble) => {
    issuer.trouble = trouble;
    expect(await why(bearer(await signed(first, good())))).toBe('IssuerUnavailable');
  });

  it.each<[string, Record<string, unknown>]>([
    ['speaks for another issuer', { issuer: 'https://elsewhere.example' }],
    ['names no address for its keys', { jwks_uri: undefined }],
    ['would have them come unprotected over the network', { jwks_uri: 'http://keys.example/' }],
    ['would have them read from a file', { jwks_uri: 'file:///etc/passwd' }],
  ])('or its discovery document %s, no key of it is used', async (_what, discovery) => {
    issuer.discovery = discovery;
    expect(await why(bearer(await signed(first, good())))).toBe('IssuerUnavailable');
  });
});
