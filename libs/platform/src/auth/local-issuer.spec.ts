import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { Actor } from '@jwg/domain';
import { MAX_TOKEN_SECONDS, openLocalIssuer, type LocalIssuer } from './local-issuer.js';

let folder: string;
let now: number;
let issuer: LocalIssuer;
const clock = () => new Date(now);
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'issuer-'));
  now = Date.parse('2026-01-01T12:00:00Z');
  issuer = await openLocalIssuer(folder, clock);
});
afterEach(() => rmSync(folder, { recursive: true }));

const pk: Actor = { id: 'Bilal', role: 'secretariat', side: 'PK' };
const why = async (authorization: string | string[] | undefined, by = issuer): Promise<unknown> =>
  by.check(authorization).then(
    () => 'admitted',
    (error: { reason?: string }) => error.reason ?? error,
  );

describe('the local issuer', () => {
  it.each<Actor>([
    { id: 'a', role: 'recorder' },
    { id: 'a', role: 'recorder', side: 'PK' },
    pk,
    { id: 'a', role: 'coChair', side: 'CN' },
    { id: 'a', role: 'focalPoint', side: 'PK', institution: 'pk-stza' },
    { id: 'Аида 爱达', role: 'auditor' },
    { id: 'a', role: 'auditor', side: 'CN' },
    { id: 'a', role: 'service', side: 'CN' },
  ])('gives %j a token, and recognises them by it', async (actor) => {
    expect(await issuer.check(`Bearer ${await issuer.issue(actor, 60)}`)).toMatchObject({ actor });
  });

  it.each([
    [{ id: 'a', role: 'policy' }, 'role'],
    [{ id: 'a', role: 'minister' }, 'role'],
    [{ id: 'a', role: 'Recorder' }, 'role'],
    [{ id: 'a', role: ['recorder'] }, 'role'],
    [{ id: 'a', role: 'toString' }, 'role'],
    [{ id: 'a' }, 'role'],
    [{ id: 'a', role: 'secretariat' }, 'side'],
    [{ id: 'a', role: 'coChair' }, 'side'],
    [{ id: 'a', role: 'focalPoint', institution: 'pk-stza' }, 'side'],
    [{ id: 'a', role: 'secretariat', side: 'pk' }, 'side'],
    [{ id: 'a', role: 'secretariat', side: 'PK-CN' }, 'side'],
    [{ id: 'a', role: 'secretariat', side: ['PK', 'CN'] }, 'side'],
    [{ id: 'a', role: 'secretariat', side: null }, 'side'],
    [{ id: 'a', role: 'focalPoint', side: 'PK' }, 'institution'],
    [{ id: 'a', role: 'focalPoint', side: 'PK', institution: 'PK STZA' }, 'institution'],
    [{ id: 'a', role: 'secretariat', side: 'PK', institution: 'pk-stza' }, 'institution'],
    [{ id: 'a', role: 'auditor', institution: 'pk-stza' }, 'institution'],
    [{ id: '', role: 'auditor' }, 'sub'],
    [{ id: ' ', role: 'auditor' }, 'sub'],
    [{ id: 7, role: 'auditor' }, 'sub'],
    [{ role: 'auditor' }, 'sub'],
    [{ id: 'x'.repeat(201), role: 'auditor' }, 'sub'],
    [{ id: 'a\nb', role: 'auditor' }, 'sub'],
    [{ id: 'a\ud800', role: 'auditor' }, 'sub'],
  ])('gives %j no token, because of their %s', async (actor, claim) => {
    const refused = issuer.issue(actor as unknown as Actor, 60);
    await expect(refused).rejects.toMatchObject({ name: 'Unauthenticated', reason: 'claims' });
    await expect(refused).rejects.toThrow(`claim ${claim} `);
  });

  it('gives no token on behalf of another actor', async () => {
    await expect(issuer.issue({ ...pk, onBehalfOf: { role: 'recorder' } }, 60)).rejects.toThrow('for who bears it');
  });

  it.each([0, -1, 1.5, NaN, MAX_TOKEN_SECONDS + 1])('gives no token for %s seconds', async (seconds) => {
    await expect(issuer.issue(pk, seconds)).rejects.toThrow(RangeError);
  });

  it('admits a token until it expires and not after, even one with the longest lifetime', async () => {
    for (const time of [60, MAX_TOKEN_SECONDS]) {
      now = Date.parse('2026-01-01T12:00:00Z');
      const authorization = `Bearer ${await issuer.issue(pk, time)}`;
      for (now of [now, now + 30_000, now + time * 1000]) expect(await why(authorization)).toBe('admitted');
      now += 6000;
      expect(await why(authorization)).toBe('expired');
    }
  });

  it('accepts its own tokens after a restart, and never those of another folder', async () => {
    const authorization = `Bearer ${await issuer.issue(pk, 60)}`;
    expect(await why(authorization, await openLocalIssuer(folder, clock))).toBe('admitted');
    const other = mkdtempSync(join(tmpdir(), 'issuer-'));
    expect(await why(authorization, await openLocalIssuer(other, clock))).toBe('signature');
    rmSync(other, { recursive: true });
  });

  it('puts only the necessary claims into a token', async () => {
    const token = await issuer.issue(pk, 60);
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'EdDSA', typ: 'at+jwt', kid: expect.any(String) });
    expect(Object.keys(decodeJwt(token)).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'role', 'side', 'sub']);
  });
});

describe('an Authorization header', () => {
  let token: string;
  beforeEach(async () => {
    token = await issuer.issue(pk, 60);
  });

  it.each(['Bearer', 'bearer', 'BEARER', 'bEaReR', 'Bearer  '])('may spell its scheme as %j', async (scheme) => {
    expect(await why(`${scheme} ${token}`)).toBe('admitted');
  });

  it.each<[string, string, (token: string) => string | string[] | undefined]>([
    ['is not there', 'missing', () => undefined],
    ['is empty', 'missing', () => ' '],
    ['has no values', 'missing', () => []],
    ['comes twice', 'malformed', (it) => [`Bearer ${it}`, `Bearer ${it}`]],
    ['comes twice in one', 'malformed', (it) => `Bearer ${it}, Bearer ${it}`],
    ['is a token alone', 'malformed', (it) => it],
    ['is of another scheme', 'malformed', (it) => `Basic ${it}`],
    ['is a scheme alone', 'malformed', () => 'Bearer '],
    ['has a tab between', 'malformed', (it) => `Bearer\t${it}`],
    ['has no space between', 'malformed', (it) => `Bearer${it}`],
    ['begins with a space', 'malformed', (it) => ` Bearer ${it}`],
    ['ends with a space', 'malformed', (it) => `Bearer ${it} `],
    ['has quotes', 'malformed', (it) => `Bearer "${it}"`],
    ['has a line more', 'malformed', (it) => `Bearer ${it}\n`],
    ['has a token of two parts', 'malformed', (it) => `Bearer ${it.split('.').slice(0, 2).join('.')}`],
    ['has a token without signature', 'signature', (it) => `Bearer ${it.split('.').slice(0, 2).join('.')}.`],
    ['has a token of four parts', 'malformed', (it) => `Bearer ${it}.x`],
    ['has a token of five parts', 'malformed', (it) => `Bearer ${it}.x.y`],
    ['has three dots and nothing', 'malformed', () => 'Bearer ..'],
    ['has a header that is no JSON', 'malformed', (it) => `Bearer bm8${it.slice(it.indexOf('.'))}`],
    ['is huge', 'malformed', (it) => `Bearer ${it.replace('.', `.${'A'.repeat(1_000_000)}`)}`],
  ])('that %s is refused as %s', async (_what, reason, authorization) => {
    expect(await why(authorization(token))).toBe(reason);
  });

  it('that is refused is answered only with characters that a header may hold', async () => {
    for (const authorization of [undefined, 'Basic x', 'Bearer x', `Bearer ${token}x`]) {
      const message = await issuer.check(authorization).catch((error: Error) => error.message);
      expect(message).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/); // RFC 6750, error_description
    }
  });
});
