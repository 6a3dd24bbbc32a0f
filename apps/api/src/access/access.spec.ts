import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { roles, type Role } from '@jwg/domain';
import { documentFile } from '../openapi/documents.js';
import { actors, boot, type Booted } from '../testing/booted.js';
import { guard } from './access.js';
import { Admission } from './admission.js';

interface Operation {
  readonly operationId: string;
  readonly 'x-roles'?: readonly Role[];
  readonly security?: readonly unknown[];
}
const { paths } = JSON.parse(readFileSync(documentFile, 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
};
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    method: method.toUpperCase() as 'GET' | 'POST',
    url: path
      .replace('{forumId}', 'no-forum')
      .replace('{sessionId}', 'no-forum.1')
      .replace('{commitmentId}', 'no-forum.1.c1')
      .replace('{institution}', 'no-one')
      .replace('{milestone}', 'm1')
      .replace('{tile}', '000')
      .replace(/(events|changes)\/stream/, '$&?after=nowhere'), // an answer that ends
    operation,
    name: `${method.toUpperCase()} ${path}`,
  })),
);
const guarded = operations.filter(({ operation }) => operation['x-roles']);

let api: Booted;
beforeAll(async () => {
  api = await boot();
});
afterAll(() => api.close());

const actorOf: Readonly<Record<Exclude<Role, 'policy'>, (typeof actors)[keyof typeof actors]>> = {
  recorder: actors.recorder,
  secretariat: actors.pk,
  coChair: actors.pkChair,
  focalPoint: actors.most,
  auditor: actors.auditor,
  service: actors.service,
};

/** Tokens that must not be accepted, by their fault. */
const badTokens = async (): Promise<Record<string, string | undefined>> => {
  const { issuer } = api.issuer;
  const stranger = generateKeyPairSync('ed25519').privateKey;
  const secret = new TextEncoder().encode('a secret that is long enough for HS256, surely');
  const good = await api.issuer.issue(actors.recorder, 60);
  const [, payload, signature] = good.split('.');
  const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url');
  const signed = (key: typeof stranger | Uint8Array, alg: string, claims: object = {}) =>
    new SignJWT({ role: 'recorder', ...claims })
      .setProtectedHeader({ alg, typ: 'at+jwt' })
      .setIssuer(issuer)
      .setAudience('jwg-ledger')
      .setSubject('somebody')
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(key);
  const other = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as object;
  const tampered = Buffer.from(JSON.stringify({ ...other, role: 'secretariat', side: 'PK' })).toString('base64url');
  return {
    'no token': undefined,
    'no bearer': 'Basic cmVjb3JkZXI6',
    'no JWT': 'Bearer recorder',
    'alg none': `Bearer ${none}.${payload}.`,
    HS256: `Bearer ${await signed(secret, 'HS256')}`,
    "a stranger's key": `Bearer ${await signed(stranger, 'EdDSA')}`,
    'another payload': `Bearer ${good.split('.')[0]}.${tampered}.${signature}`,
  };
};

describe('Access', () => {
  it('has a rule for every route, or is public on purpose', () => {
    const open = operations.filter(({ operation }) => !operation['x-roles']).map(({ name }) => name);
    expect(open.sort()).toEqual([
      'GET /asyncapi.json',
      'GET /auth/callback',
      'GET /auth/start',
      'GET /checkpoint',
      'GET /checkpoint/cosigned',
      'GET /checkpoint/keys',
      'GET /docs',
      'GET /health/live',
      'GET /health/ready',
      'GET /health/ready/questions',
      'GET /metrics',
      'GET /openapi.json',
      'GET /schemas/{file}',
      'GET /tile/{level}/{tile}',
      'GET /v1/settings/page',
      'GET /verify-bundle.html',
      'GET /verify-bundle.mjs',
      'POST /auth/end',
      'POST /auth/link',
    ]);
    expect(guarded.length).toBeGreaterThan(75);
  });

  it('does not start with a route that has no rule', async () => {
    @Controller('forgotten')
    class Forgotten {
      @Get()
      read() {
        return 'everything';
      }
    }
    @Module({ controllers: [Forgotten] })
    class Careless {}
    const adapter = new FastifyAdapter();
    const app = await NestFactory.create(Careless, adapter, { logger: false, abortOnError: false });
    await guard(adapter.getInstance<FastifyInstance>(), new Admission(api.issuer), 100);
    await expect(app.init()).rejects.toThrow('GET /forgotten has no access rule');
  });

  it('refuses every token that cannot be trusted on every guarded route, before it reads the body', async () => {
    for (const [why, authorization] of Object.entries(await badTokens()))
      for (const { method, url, name } of guarded) {
        const headers = { ...(authorization && { authorization }), 'content-type': 'application/json' };
        const answer = await api.send({ method, url, headers, ...(method === 'POST' && { payload: '{"broken' }) });
        expect([name, why, answer.status]).toEqual([name, why, 401]);
        expect(answer.headers['www-authenticate']).toMatch(/^Bearer realm="jwg-ledger"/);
      }
  });

  it('lets each role use the routes that the OpenAPI document names for it, and no others', async () => {
    for (const role of roles.filter((it): it is Exclude<Role, 'policy'> => it !== 'policy'))
      for (const { method, url, name, operation } of guarded) {
        const answer = await (method === 'GET' ? api.get(url, actorOf[role]) : api.post(url, {}, actorOf[role]));
        const mayNot = answer.body?.type === 'urn:jwg:problem:not-allowed' && answer.body.code === undefined;
        expect([name, role, mayNot]).toEqual([name, role, !operation['x-roles']!.includes(role)]);
      }
    expect(await api.count()).toBe(0);
  });

  it('takes the side and the institution of an actor from the token alone', async () => {
    for (const field of ['side', 'institution', 'actor', 'role'])
      expect(
        await api.post(
          '/v1/commitments/no-forum.1.c1/progress-reports',
          { narrative: 'x', [field]: 'PK' },
          actors.most,
        ),
      ).toMatchObject({
        status: 400,
        body: { problems: [{ field: `/${field}` }] },
      });
  });

  it('limits the requests of one token, and says when to try again', async () => {
    const small = await boot({ ratePerMinute: 5 });
    const statuses = [];
    for (let n = 0; n < 7; n += 1) statuses.push(await small.get('/v1/forums'));
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429]);
    expect(Number(statuses[6]!.headers['retry-after'])).toBeGreaterThan(0);
    expect((await small.get('/v1/forums', actors.pk)).status).toBe(200);
    for (let n = 0; n < 5; n += 1) await small.send({ method: 'GET', url: '/v1/forums' });
    expect((await small.send({ method: 'GET', url: '/v1/forums' })).status).toBe(429);
    await small.close();
  });

  it('limits, by address, what needs no token and what is not there, but never a probe', async () => {
    const small = await boot({ ratePerMinute: 30 });
    const statusesOf = async (...urls: string[]) => {
      const statuses = [];
      for (const url of urls) statuses.push((await small.send({ method: 'GET', url })).status);
      return statuses;
    };
    expect(await statusesOf('/metrics', '/openapi.json', '/v1/nothing', '/v1/nothing', '/metrics', '/docs')).toEqual([
      ...[200, 200, 404],
      ...[429, 429, 429],
    ]);
    expect(await statusesOf('/health/live', '/health/ready')).toEqual([200, 200]);
    expect((await small.get('/v1/forums')).status).toBe(200);
    expect((await small.get('/v1/nothing')).status).toBe(429);
    await small.close();
  });

  it('counts a token before it verifies it, unless it was good before', async () => {
    let verified = 0;
    const small = await boot({ ratePerMinute: 10 });
    const known = await small.bearer(actors.auditor);
    expect((await small.get('/v1/forums')).status).toBe(200);
    const { issuer } = small;
    const check = issuer.check.bind(issuer);
    issuer.check = (authorization) => ((verified += 1), check(authorization));
    const forged = (n: number) => `${known.slice(0, -4)}${String(n).padStart(4, 'A')}`;
    const send = async (authorization: string) =>
      (await small.send({ method: 'GET', url: '/v1/forums', headers: { authorization } })).status;
    const statuses = [];
    for (let n = 0; n < 100; n += 1) statuses.push(await send(forged(n)));
    expect([statuses.filter((it) => it === 401).length, statuses.filter((it) => it === 429).length]).toEqual([9, 91]);
    expect(verified).toBe(9);
    expect(await send(known)).toBe(200);
    await small.close();
  });
});
