import { mkdtempSync, rmSync } from 'node:fs';
import { request, Agent, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from '@jest/globals';
import { boot, actors } from './testing/booted.js';

const folder = mkdtempSync(join(tmpdir(), 'api-stop-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const listening = async (settings = {}) => {
  const api = await boot({ folder, ...settings });
  await api.app.listen(0, '127.0.0.1');
  const { port } = api.app.getHttpServer().address() as { port: number };
  return { api, port };
};

describe('A server', () => {
  it('that is asked to stop answers the requests in flight, takes no new ones, and leaves a ledger that opens again', async () => {
    const { api, port } = await listening();
    const agent = new Agent({ keepAlive: true });
    const authorization = await api.bearer(actors.recorder);
    const send = (forumId: string) =>
      new Promise<{ status?: number; body: string }>((resolve, reject) => {
        const sent = request(
          {
            port,
            method: 'POST',
            path: '/v1/forums',
            agent,
            headers: { authorization, 'content-type': 'application/json' },
          },
          (answer: IncomingMessage) => void text(answer).then((body) => resolve({ status: answer.statusCode, body })),
        );
        sent.on('error', reject);
        sent.end(
          JSON.stringify({
            forumId,
            name: { en: 'F' },
            level: 'workingGroup',
            sides: [
              { side: 'PK', name: { en: 'P' }, lead: 'pk-a' },
              { side: 'CN', name: { en: 'C' }, lead: 'cn-a' },
            ],
          }),
        );
      });
    await send('first'); // leaves a keep-alive connection, which must not delay the stop
    const reached = new Promise<void>((resolve) => api.app.getHttpServer().once('request', () => resolve()));
    const inFlight = Array.from({ length: 20 }, (_, n) => send(`f${n}`));
    await reached;
    const answers = Promise.allSettled(inFlight);
    await api.app.close();
    const settled = await answers;
    const written = settled.filter((it) => it.status === 'fulfilled' && it.value.status === 201).length;
    for (const it of settled)
      if (it.status === 'fulfilled' && it.value.status !== 201)
        expect(JSON.parse(it.value.body)).toMatchObject({ status: 503, type: 'urn:jwg:problem:unavailable' });
    await expect(send('late')).rejects.toThrow();
    agent.destroy();

    const again = await listening();
    const forums = await again.api.get(`/v1/forums?atLeast=${written}`);
    expect(forums.body.forums).toHaveLength(written + 1);
    expect(written).toBeGreaterThan(0);
    await again.api.app.close();
  });

  it('that is asked to stop does not wait for an open connection that was never used', async () => {
    const { api, port } = await listening();
    const silent = connect(port, '127.0.0.1');
    const heard = text(silent);
    await new Promise((resolve) => api.app.getHttpServer().once('connection', resolve));
    await api.app.close(); // would last until the test's timeout if Node counted the connection as busy
    expect(await heard).toBe('');
  });

  it.each([
    ['half a head', 'POST /v1/forums HTTP/1.1\r\nHost: x\r\nAuth'],
    ['half of a second head', 'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\nPOST /v1/forums HTTP/1.1\r\nHo'],
    ['half a body', null],
  ])('that is asked to stop does not wait for %s', async (_, sent) => {
    const { api, port } = await listening({ requestTimeoutMs: 1_000 });
    const head = `POST /v1/forums HTTP/1.1\r\nHost: x\r\nAuthorization: ${await api.bearer(actors.recorder)}\r\n`;
    const socket = connect(port, '127.0.0.1').on('error', () => {});
    socket.write(sent ?? `${head}Content-Type: application/json\r\nContent-Length: 99\r\n\r\n{`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const began = performance.now();
    await api.app.close();
    expect(performance.now() - began).toBeLessThan(3_000);
    socket.destroy();
  });

  it('answers a request that never arrives whole: at once where its headers say enough, otherwise at the time limit', async () => {
    const { api, port } = await listening({ requestTimeoutMs: 300 });
    for (const head of ['', `Authorization: ${await api.bearer(actors.recorder)}\r\n`]) {
      const slow = connect(port, '127.0.0.1');
      slow.write(
        `POST /v1/forums HTTP/1.1\r\nHost: here\r\n${head}Content-Type: application/json\r\nContent-Length: 99\r\n\r\n{`,
      );
      const answer = await text(slow);
      expect(answer).toMatch(head === '' ? /^HTTP\/1.1 401 / : /^HTTP\/1.1 408 /);
      expect(answer).toContain('application/problem+json');
    }
    await api.app.close();
  }, 30_000);

  it('answers a wrong host or expectation, and a key that is given twice, with a problem document', async () => {
    const { api, port } = await listening();
    const token = `Authorization: ${await api.bearer(actors.recorder)}\r\nConnection: close\r\n`;
    const body = '{"reason":"x"}';
    const length = `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const post = 'POST /v1/forums/f/dormancy HTTP/1.1\r\nHost: x\r\n';
    for (const [request, expected] of [
      [`GET /v1/forums HTTP/1.1\r\n${token}\r\n`, /^HTTP\/1.1 400 /],
      [`GET /v1/forums HTTP/1.1\r\nHost: a\r\nHost: b\r\n${token}\r\n`, /^HTTP\/1.1 400 /],
      [`${post}Expect: tea\r\n${token}${length}`, /^HTTP\/1.1 4/],
      [`${post}Idempotency-Key: k1\r\nIdempotency-Key: k2\r\n${token}${length}`, /^HTTP\/1.1 400 /],
    ] as const) {
      const socket = connect(port, '127.0.0.1');
      socket.write(request);
      const answer = await text(socket);
      expect(answer).toMatch(expected);
      expect(answer).toContain('application/problem+json');
    }
    await api.app.close();
  });

  it('answers bytes that are no HTTP, and headers that are too large, with a problem document too', async () => {
    const { api, port } = await listening();
    for (const head of ['NONSENSE\r\n\r\n', `GET / HTTP/1.1\r\nHost: here\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`]) {
      const socket = connect(port, '127.0.0.1');
      socket.write(head);
      expect(await text(socket)).toMatch(/^HTTP\/1.1 400 [^]*urn:jwg:problem:invalid/);
    }
    await api.app.close();
  });
});
