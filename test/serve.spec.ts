import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const folder = mkdtempSync(join(tmpdir(), 'serve-'));
const data = join(folder, 'data');
const plain = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(JWG_|PORT$|HOST$)/.test(name)));

const run = (command: string, args: readonly string[], env: Record<string, string> = {}) =>
  new Promise<{ exit: number; out: string; err: string }>((resolve) =>
    execFile(command, args, { env: { ...plain, ...env } }, (error, out, err) =>
      resolve({ exit: error ? Number(error.code) : 0, out, err }),
    ),
  );
const jwg = (args: readonly string[], env: Record<string, string> = {}) =>
  run(process.execPath, ['dist/apps/cli/src/main.js', ...args], env); // the demo has built it

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

let demo: ChildProcess;
let printed = '';
let url: string;

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  demo = spawn(process.execPath, ['tools/jwg.mjs', 'demo', '--data', data], {
    env: { ...plain, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await new Promise<void>((resolve, reject) => {
    const hear = (text: Buffer) => {
      printed += text.toString();
      if (printed.includes('Listening at')) resolve();
    };
    demo.stdout!.on('data', hear);
    demo.stderr!.on('data', hear);
    demo.once('exit', () => reject(new Error(`The demo ended:\n${printed}`)));
  });
}, 120_000);

afterAll(() => {
  demo.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const tokenOf = async (...who: readonly string[]): Promise<string> => {
  const { out } = await jwg(['token', '--data', data, ...who]);
  expect(out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/); // the token and nothing else
  return out.trim();
};
const secretariat = () => tokenOf('--role', 'secretariat', '--side', 'PK', '--name', 'Bilal', '--for', '5m');
const tell = async (JWG_TOKEN: string, command: string, fields: object, ...more: readonly string[]) =>
  jwg(['tell', command, JSON.stringify(fields), '--url', url, ...more], { JWG_TOKEN });

describe('the demo', () => {
  it('prints lines that work as they stand, in any shell', async () => {
    const lines = printed.split('\n').filter((line) => /^ {2}([A-Z_]+=|curl )/.test(line));
    expect(lines.filter((line) => line.includes('curl '))).toHaveLength(3);
    const { out, exit } = await run('sh', ['-ec', lines.join('\n')]);
    expect(exit).toBe(0);
    const [matrix, receipt, commitment] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(matrix).toMatchObject({ forum: 'cpec-jwg-st' });
    expect(receipt).toMatchObject({ events: [{ type: 'ProgressReported' }] });
    expect(commitment).toMatchObject({ id: 'cpec-jwg-st.2.c1' });
  });

  it('prints links that lead somewhere', async () => {
    const links = printed.match(/(?<=^ {2})http\S+/gm) ?? [];
    expect(links).toHaveLength(3);
    for (const link of links) expect((await fetch(link)).status).toBe(200);
  });
});

describe('the command line beside a server', () => {
  it('tells it commands, as whom the token says', async () => {
    const token = await secretariat();
    const report = { commitmentId: 'cpec-jwg-st.2.c3', narrative: 'Begun' };
    const first = await tell(token, 'ReportProgress', report, '--command-id', 'r1', '--json');
    expect(JSON.parse(first.out)).toMatchObject({ events: [{ type: 'ProgressReported' }] });
    expect((await tell(token, 'ReportProgress', report, '--command-id', 'r1', '--json')).out).toBe(first.out);
    const { out } = await jwg(['timeline', 'cpec-jwg-st.2.c3', '--data', data, '--json']);
    expect(out.match(/Begun/g)).toHaveLength(1);
  });

  it.each([
    ['rules refuse', 3, /^Refused \(\w+\)/, 'ReportProgress', { commitmentId: 'cpec-jwg-st.2.c99', narrative: 'x' }],
    [
      'role may not',
      3,
      /takes a recorder/,
      'NoteMatter',
      { sessionId: 'cpec-jwg-st.2', text: { en: 'x' }, speaker: { kind: 'joint' } },
    ],
    ['field does not fit', 2, /^\/narrative is required$/m, 'ReportProgress', { commitmentId: 'cpec-jwg-st.2.c1' }],
    ['command says no revision', 3, /--revision <n>/, 'StartWork', { commitmentId: 'cpec-jwg-st.2.c2', cause: 'x' }],
  ])('is told that a %s as it is without one, with exit code %d', async (_what, code, message, command, fields) => {
    const { exit, err } = await tell(await secretariat(), command, fields);
    expect(err).toMatch(message);
    expect(exit).toBe(code);
  });

  it('imports through it, all or nothing', async () => {
    const JWG_TOKEN = await tokenOf('--role', 'recorder');
    const bad = join(folder, 'bad.yaml');
    writeFileSync(bad, 'forums: [{ id: X }]\n');
    const known = await jwg(['import', 'docs/examples/cpec/1-forums.yaml', '--url', url], { JWG_TOKEN });
    expect(known).toMatchObject({ exit: 0, out: expect.stringContaining('nothing new') });
    const there = await jwg(['import', bad, '--url', url], { JWG_TOKEN });
    const here = await jwg(['import', bad, '--data', join(folder, 'other')]);
    expect(there).toEqual(here);
    expect(there.exit).toBe(3);
  });

  it('says what is missing: a token, a good one, or the server', async () => {
    const args = ['import', 'docs/examples/cpec/1-forums.yaml', '--url'];
    expect(await jwg([...args, url])).toMatchObject({ exit: 2, err: expect.stringContaining('JWG_TOKEN') });
    expect(await jwg([...args, url], { JWG_TOKEN: 'x' })).toMatchObject({ exit: 3 });
    const nobody = `http://127.0.0.1:${await freePort()}`;
    expect(await jwg([...args, nobody], { JWG_TOKEN: 'x' })).toMatchObject({
      exit: 1,
      err: expect.stringContaining('cannot be reached'),
    });
  });
});

describe('a token', () => {
  it.each([
    [['--role', 'policy'], 2],
    [['--role', 'secretariat'], 2],
    [['--role', 'auditor', '--for', '31d'], 2],
    [['--role', 'auditor', '--for', '0s'], 2],
    [['--role', 'auditor', '--for', 'ever'], 2],
    [[], 2],
    [['--role', 'auditor', '--data', '/nowhere'], 5],
  ])('is not made with %j', async (args, code) => {
    const { exit, out, err } = await jwg(['token', '--data', data, ...args]);
    expect({ exit, out }).toEqual({ exit: code, out: '' });
    expect(err).not.toContain('    at ');
  });
});

describe('the server', () => {
  it('tells every wrong setting and ends with exit code 2', async () => {
    const { exit, err } = await jwg(['serve', '--data', join(folder, 'never')], { PORT: 'x', JWG_LOG_LEVEL: 'loud' });
    expect(exit).toBe(2);
    expect(err.trim().split('\n')).toEqual([expect.stringMatching(/^PORT /), expect.stringMatching(/^JWG_LOG_LEVEL /)]);
  });

  it('ends when the command line is told to, with its exit code, and the ledger opens again', async () => {
    demo.removeAllListeners('exit');
    demo.kill('SIGTERM');
    const [code] = (await once(demo, 'exit')) as [number];
    expect([0, 143]).toContain(code);
    const { exit } = await jwg([
      'tell',
      'IssueReminder',
      '{"commitmentId":"cpec-jwg-st.2.c1","to":"pk-stza","regarding":"x"}',
      '--role',
      'secretariat',
      '--side',
      'PK',
      '--data',
      data,
    ]);
    expect(exit).toBe(0);
  });
});
