import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { dataFolder, startServer, tokenFor, type Server } from './server.js';

const { folder, remove } = dataFolder();
afterAll(remove);

const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
const SAID = 'Qalandar';
const secrets: string[] = [SAID, 'in-a-query', 'in-the-address', 'idempotent-words', 'no-token-at-all'];
let server: Server;
let token: string;

interface Line {
  readonly level: string;
  readonly message: string;
  readonly context?: string;
  readonly [field: string]: unknown;
}
const lines = (): Line[] =>
  server
    .printed()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

/** The lines of the first so many answers; a line comes when its answer has gone. */
const access = async (count: number): Promise<Line[]> => {
  for (;;) {
    const found = lines().filter(({ context }) => context === 'Access');
    if (found.length >= count) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
  const answer = await fetch(server.url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  await answer.text();
  return answer.status;
};
const forum = (forumId: string) => ({
  forumId,
  name: { en: SAID },
  level: 'workingGroup',
  sides: ['PK', 'CN'].map((side) => ({ side, name: { en: SAID }, lead: `${side.toLowerCase()}-a` })),
});

const institution = { institution: 'pk-a', side: 'PK', name: { en: SAID } };

/** What no program would write: the text itself where its JSON should be. */
const damage = () => {
  const ledger = new Database(join(folder, 'ledger.db'));
  ledger.exec(`UPDATE events SET data = '${SAID} of hers'`);
  ledger.close();
};

beforeAll(async () => {
  token = await tokenFor(folder, '--role', 'recorder', '--name', 'Ms-Somebody');
  secrets.push(token, token.split('.')[2]!, 'Ms-Somebody');
  secrets.push((JSON.parse(readFileSync(join(folder, 'issuer-key.json'), 'utf8')) as { key: { d: string } }).key.d);
  server = await startServer(folder, { JWG_LOG_LEVEL: 'verbose' });
  expect(await ask('POST', '/v1/forums', forum('whole'))).toBe(201);
  await server.stop();
  server = await startServer(folder, { JWG_LOG_LEVEL: 'verbose' }); // anew, so that it has read nothing of the forum yet
  damage();
}, 120_000);
afterAll(() => server.stop());

describe('The log of a server', () => {
  it('has one line for each answer, with route, status, time, role and the id that problem documents name', async () => {
    expect(await ask('POST', '/v1/forums', forum('more'), { traceparent: `00-${trace}-00f067aa0ba902b7-01` })).toBe(
      201,
    );
    expect(await ask('GET', '/health/live')).toBe(200);
    expect(await access(2)).toEqual([
      {
        level: 'log',
        message: 'POST /v1/forums 201',
        context: 'Access',
        method: 'POST',
        route: '/v1/forums',
        status: 201,
        ms: expect.any(Number),
        role: 'recorder',
        correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        traceId: trace,
        pid: expect.any(Number),
        timestamp: expect.any(Number),
      },
      expect.objectContaining({ level: 'debug', message: 'GET /health/live 200' }),
    ]);
  });

  it('names the kind, the place and the request of an error', async () => {
    const before = (await access(2)).length;
    expect(await ask('POST', '/v1/forums/whole/institutions', institution)).toBe(500);
    expect(await ask('GET', '/v1/events')).toBe(500);
    const answered = (await access(before + 2)).slice(before);
    const errors = lines().filter(({ level }) => level === 'error');
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^POST \/v1\/forums\/:forumId\/institutions: \w+/),
      expect.stringMatching(/^GET \/v1\/events: \w+/),
    ]);
    for (const [n, { stack, correlationId }] of errors.entries()) {
      expect(stack).toMatch(/^ {4}at .+\.ts:\d+:\d+\)$/m);
      expect(correlationId).toBe(answered[n]!.correlationId);
    }
  });

  it('never contains what was said, who said it, or a secret, whatever goes wrong', async () => {
    const before = (await access(4)).length;
    const key = { 'idempotency-key': 'idempotent-words' };
    const statuses = [
      await ask('POST', '/v1/forums', forum('another'), key),
      await ask('POST', '/v1/forums', forum('other'), key),
      await ask('POST', '/v1/forums', forum('another')),
      await ask('POST', '/v1/forums', { ...forum('x'), level: SAID, [SAID]: SAID }),
      await ask('POST', '/v1/forums', `{"name": "${SAID}`),
      await ask('POST', '/v1/forums', SAID, { 'content-type': 'text/plain' }),
      await ask('POST', '/v1/forums/whole/institutions', institution),
      await ask('POST', '/v1/sessions/whole.1/statements', { statements: [{ type: 'HopeExpressed', data: SAID }] }),
      await ask('GET', '/v1/forums?asOf=in-a-query'),
      await ask('GET', '/v1/forums/in-the-address'),
      await ask('GET', '/in-the-address'),
      await ask('GET', '/v1/events'),
      await ask('GET', '/v1/forums', undefined, { authorization: 'Bearer no-token-at-all' }),
      await ask('GET', '/v1/forums', undefined, { authorization: `Bearer ${token.slice(0, -3)}AAA` }),
    ];
    expect(new Set(statuses)).toEqual(new Set([201, 422, 409, 400, 415, 500, 404, 401]));
    await access(before + statuses.length);
    for (const secret of secrets) expect(server.printed()).not.toContain(secret);
  });
});

describe('A server that cannot start', () => {
  it.each([
    ['PostgreSQL', { JWG_POSTGRES_URL: 'postgres://ledger:the-password@127.0.0.1:1/ledger' }],
    ['PostgreSQL, misspelt', { JWG_POSTGRES_URL: 'postgres://ledger:the-password@[127.0.0.1:1/ledger' }],
    [
      'KurrentDB',
      {
        JWG_KURRENTDB_URL: 'kurrentdb://ledger:the-password@127.0.0.1:1?tls=verily',
        JWG_POSTGRES_URL: 'postgres://ledger:the-password@127.0.0.1:1/ledger',
      },
    ],
    ['a key', { JWG_ISSUER_KEY: '{"issuer":"urn:jwg:local:1","key":{"d":"the-password"}}' }],
  ])(
    'says why, without the password: %s',
    async (_, settings: Record<string, string>) => {
      const other = dataFolder();
      const why = await startServer(other.folder, settings).then(
        async (started) => (await started.stop(), 'It started'),
        (error: Error) => error.message,
      );
      other.remove();
      expect(why).toMatch(/^The server ended with [25]:\n.+/);
      expect(why).not.toContain('the-password');
    },
    60_000,
  );
});
