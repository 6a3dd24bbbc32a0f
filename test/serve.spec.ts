import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { cli, dataFolder, startServer, tokenFor, type Server } from './server.js';

const forum = (forumId: string) =>
  JSON.stringify({
    forumId,
    name: { en: 'A forum' },
    level: 'workingGroup',
    sides: ['PK', 'CN'].map((side) => ({ side, name: { en: side } })),
  });

describe('jwg serve', () => {
  const { folder, remove } = dataFolder();
  const started: Server[] = [];
  const start = async (command?: [string, ...string[]]) => {
    const server = await startServer(folder, {}, command);
    started.push(server);
    return server;
  };
  let token: string;
  const establish = (url: string, forumId: string) =>
    fetch(`${url}/v1/forums`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: forum(forumId),
    });

  beforeAll(async () => {
    await (await start()).stop(); // makes the folder and its issuer's key
    token = await tokenFor(folder, '--role', 'recorder', '--name', 'recorder');
  }, 120_000); // the build is in it, the first time
  afterEach(async () => {
    for (const server of started.splice(0)) await server.stop();
  });
  afterAll(remove);

  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)('answers, and stops on %s', async (signal, code) => {
    const server = await start();
    expect(await (await fetch(`${server.url}/health/live`)).json()).toEqual({ status: 'live' });
    expect([0, code]).toContain(await server.stop(signal));
    await expect(fetch(server.url)).rejects.toThrow();
  });

  it('is what npm start runs', async () => {
    const server = await start(['npm', 'start']);
    expect(await (await fetch(`${server.url}/health/ready`)).json()).toMatchObject({ status: 'ready' });
    expect([0, 143]).toContain(await server.stop());
    await (await start()).stop(); // nobody holds the folder any more
  });

  it('keeps everything acknowledged for the next start', async () => {
    const first = await start();
    expect((await establish(first.url, 'kept')).status).toBe(201);
    await first.stop();
    const second = await start();
    const answer = await fetch(`${second.url}/v1/forums/kept`, { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ id: 'kept' });
  });

  it('signs a browser in by a link of the command line, once, and knows it after a restart', async () => {
    const first = await start();
    const made = await cli(['token', '--role', 'auditor', '--link', first.url, '--data', folder]);
    const link = new URL(made.stdout.trim());
    expect(`${link.origin}${link.pathname}`).toBe(`${first.url}/sign-in/link`);
    const follow = (url: string) =>
      fetch(`${url}/auth/link`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
        body: JSON.stringify({ code: link.hash.slice(1) }),
      });
    const answer = await follow(first.url);
    expect(answer.status).toBe(200);
    const [cookie] = answer.headers.getSetCookie()[0]!.split(';');
    await first.stop();
    const second = await start();
    expect((await follow(second.url)).status).toBe(410);
    const me = await fetch(`${second.url}/v1/me`, { headers: { cookie: cookie! } });
    expect(await me.json()).toMatchObject({ role: 'auditor' });
  });

  it('answers the requests in flight when it is stopped, and what it acknowledged is written', async () => {
    const server = await start();
    const ids = Array.from({ length: 20 }, (_, n) => `in-flight-${n}`);
    const body = (id: string) => forum(id);
    const sockets = await Promise.all(
      ids.map(async (id) => {
        const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
        await once(socket, 'connect');
        // All but the last byte: the server has begun to read a request that only ends after it was told to stop.
        socket.write(
          `POST /v1/forums HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n` +
            `Content-Length: ${Buffer.byteLength(body(id))}\r\n\r\n${body(id).slice(0, -1)}`,
        );
        return socket;
      }),
    );
    await fetch(`${server.url}/health/live`); // by now it has read what was sent before
    const stopped = server.stop();
    await refuses(server.url);
    const answers = await Promise.all(
      sockets.map(async (socket) => {
        const answer = read(socket);
        socket.write('}');
        return answer;
      }),
    );
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1.1 201 /);
    expect([0, 143]).toContain(await stopped);

    const { url } = await start();
    for (const id of ids) {
      const { status } = await fetch(`${url}/v1/forums/${id}`, { headers: { authorization: `Bearer ${token}` } });
      expect({ id, status }).toEqual({ id, status: 200 });
    }
  });

  it('names every wrong setting at once, and does not start', async () => {
    const wrong = { PORT: 'eighty', JWG_RATE_PER_MINUTE: '0', JWG_CORS_ORIGINS: 'everybody', JWG_OIDC_ISUER: 'x' };
    const { code, stdout, stderr } = await cli(['serve'], { JWG_DATA: folder, ...wrong });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const name of Object.keys(wrong)) expect(stderr).toContain(name);
  });

  it('refuses a folder that another server writes', async () => {
    const first = await start();
    const { code, stderr } = await cli(['serve'], { JWG_DATA: folder, PORT: '0' });
    expect(code).toBe(5);
    expect(stderr).toContain(folder);
    expect((await establish(first.url, 'after-the-second')).status).toBe(201);
  });

  it('refuses a port that is taken', async () => {
    const other = dataFolder();
    const { url } = await start();
    const { code, stderr } = await cli(['serve'], { JWG_DATA: other.folder, PORT: new URL(url).port });
    other.remove();
    expect(code).toBe(5);
    expect(stderr).toContain(new URL(url).port);
  });

  it('lets the command line read beside it, and write through it', async () => {
    const { url } = await start();
    const send = ['send', 'EstablishForum', forum('told')];
    const beside = await cli([...send, '--data', folder]);
    expect(beside.code).not.toBe(0);

    const through = await cli([...send, '--url', url, '--json'], { JWG_TOKEN: token });
    expect(through).toMatchObject({ code: 0, stderr: '' });
    const { events } = JSON.parse(through.stdout) as { events: { type: string }[] };
    expect(events.map(({ type }) => type)).toEqual(['ForumEstablished']);

    const read = await cli(['events', '--data', folder, '--json']);
    expect(read.code).toBe(0);
    expect(read.stdout).toContain('"told"');

    const again = await cli([...send, '--url', url], { JWG_TOKEN: token });
    expect(again.code).not.toBe(0);
    expect(again.stderr).toContain('FORUM_EXISTS');
  });
});

/** Resolves once nobody listens there any more. */
const refuses = async (url: string): Promise<void> => {
  for (;;) {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const connected = await Promise.race([
      once(socket, 'connect').then(() => true),
      new Promise<boolean>((resolve) => socket.once('error', () => resolve(false))),
    ]);
    socket.destroy();
    if (!connected) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

const read = async (socket: Socket): Promise<string> => {
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  return text;
};
