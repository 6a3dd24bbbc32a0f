import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CloudEvent } from 'cloudevents';
import { cli, dataFolder, startServer, tokenFor, type Server } from './server.js';

const root = join(import.meta.dirname, '..');
const { folder, remove } = dataFolder();
let server: Server;
let token: string;

const establish = (forumId: string, url: string) =>
  cli(
    [
      ...['send', 'EstablishForum', '--url', url],
      JSON.stringify({
        forumId,
        name: { en: forumId },
        level: 'workingGroup',
        sides: [
          { side: 'PK', name: { en: 'P' }, lead: 'pk-most' },
          { side: 'CN', name: { en: 'C' }, lead: 'cn-most' },
        ],
      }),
    ],
    { JWG_TOKEN: token },
  );

beforeAll(async () => {
  server = await startServer(folder);
  token = await tokenFor(folder, '--role', 'recorder');
  for (const forum of ['f', 'g']) expect(await establish(forum, server.url)).toMatchObject({ code: 0 });
}, 60_000);
afterAll(async () => {
  await server.stop();
  remove();
});

describe('jwg events', () => {
  it('prints the events of a forum, of some types, and as CloudEvents', async () => {
    const read = async (...options: string[]) => cli(['events', '--data', folder, ...options]);
    expect((await read('--forum', 'g', '--types', 'ForumEstablished')).stdout).toMatch(/ForumEstablished +forum-g 0/);
    const { stdout } = await read('--cloudevents', '--forum', 'g');
    const told = JSON.parse(stdout) as { subject: string }[];
    expect(told.map(({ subject }) => subject)).toEqual(['forum-g']);
    expect(() => new CloudEvent(told[0]!, true)).not.toThrow();
    expect(await read('--forum', 'nowhere')).toMatchObject({ code: 4 });
    expect(await read('--types', 'Nothing')).toMatchObject({ code: 2, stderr: expect.stringContaining('--types') });
    expect(await read('--follow')).toMatchObject({ code: 2, stderr: expect.stringContaining('--url') });
  }, 60_000);

  it('follows a server, and continues where it was after the server was gone for a while', async () => {
    const port = new URL(server.url).port;
    const jwg = join(root, 'tools', 'jwg.ts');
    const child = spawn(process.execPath, [jwg, 'events', '--follow', '--json', '--url', server.url], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, JWG_TOKEN: token },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const next = async () => (JSON.parse((await lines.next()).value as string) as { subject: string }).subject;
    expect([await next(), await next()]).toEqual(['forum-f', 'forum-g']);
    expect(await server.stop()).toBe(143);
    server = await startServer(folder, { PORT: port });
    expect(await establish('h', server.url)).toMatchObject({ code: 0 });
    expect(await next()).toBe('forum-h');
    child.kill();
    await once(child, 'close');
  }, 60_000);

  it('says why it cannot follow', async () => {
    const follow = ['events', '--follow', '--url', server.url];
    expect(await cli(follow, { JWG_TOKEN: 'no.good.token' })).toMatchObject({ code: 3 });
    expect(await cli([...follow, '--forum', 'nowhere'], { JWG_TOKEN: token })).toMatchObject({ code: 4 });
    expect(await cli(['events', '--follow', '--url', 'http://127.0.0.1:9'], { JWG_TOKEN: token })).toMatchObject({
      code: 5,
    });
  }, 60_000);
});
