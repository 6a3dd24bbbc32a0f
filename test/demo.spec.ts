import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { kafkaBroker } from './kafka.js';
import { cli, dataFolder, startServer } from './server.js';

const kafka = await kafkaBroker();

describe('The demo', () => {
  const { folder, remove } = dataFolder();
  const told: string[] = [];
  beforeAll(async () => {
    await cli(['--version']); // builds, the first time, and says so
    for (let n = 0; n < 2; n += 1) {
      const { code, stdout, stderr } = await cli(['demo', '--once', '--data', folder]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      told.push(stdout);
    }
  }, 240_000);
  afterAll(remove);

  const part = (title: string) => told[0]!.split(/\n(?=\d\. |And then:)/).find((it) => it.includes(title))!;

  it('says what it imports, and that it is known when it runs again', () => {
    expect(told[0]).toMatch(/^docs\/examples\/cpec\/1-forums\.yaml: wrote \d+ events: 4 new forums/);
    expect(told[1]).toMatch(/^docs\/examples\/cpec\/1-forums\.yaml: nothing new/);
    const withoutImport = (text: string) => text.slice(text.indexOf('Real records'));
    expect(withoutImport(told[1]!)).toBe(withoutImport(told[0]!));
  });

  it('shows one sitting in the matrices of both bodies', () => {
    expect(part('One sitting of two bodies (real)')).toMatch(
      /cpec-jwg-sed: commitments by session[^]*cpec-jwg-gwadar\.6/,
    );
  });

  it('shows a session that only its minutes speak of', () => {
    expect(part('known only by its minutes (real)')).toMatch(/\ncpec-jwg-gwadar\.7 .* unknown +2024-10-14\n/);
  });

  it('shows below what was decided above', () => {
    expect(part('the committee above decided (made up)')).toMatch(
      /1\.c2 {2}Training centre .* proposed, recommended +accepted\n/,
    );
  });

  it('shows a signature that a correction made void', () => {
    expect(part('A signature that is void (made up)')).toMatch(
      /Signed by A [^]* on 2024-04-02: version 1; void:\s+sample-group\.1\.s1\s+was\s+corrected\s+since\nNot signed by both sides/,
    );
  });

  it('shows a mistake as it was recorded, and none of it in what occurred', () => {
    const shown = part('seen in two ways (made up)');
    expect(shown).toMatch(/as it was recorded, before the correction: +due 2024-06-30, overdue/);
    expect(shown).toMatch(/as it occurred, on 1 September 2024: +due 2024-12-31, unsigned\n/);
  });

  it('shows all five over HTTP too', async () => {
    const server = await startServer(folder);
    try {
      const token = await cli(['token', '--role', 'auditor', '--data', folder]);
      const headers = { authorization: `Bearer ${token.stdout.trim()}` };
      const get = async (path: string) => (await fetch(`${server.url}/v1/${path}`, { headers })).json();
      const of = (session: string) => ({
        sessions: expect.arrayContaining([expect.objectContaining({ id: session })]),
      });
      for (const forum of ['cpec-jwg-gwadar', 'cpec-jwg-sed'])
        expect(await get(`forums/${forum}/matrix`)).toMatchObject(of('cpec-jwg-gwadar.6'));
      const seventh = await get('sessions/cpec-jwg-gwadar.7');
      expect(seventh).toMatchObject({ phase: 'concluded', heldNotAfter: '2024-10-14' });
      expect(seventh).not.toHaveProperty('openedOn');
      for (const forum of ['sample-group', 'sample-committee'])
        expect(await get(`forums/${forum}/matrix`)).toMatchObject({
          commitments: expect.arrayContaining([
            expect.objectContaining({
              id: 'sample-group.1.c2',
              cells: expect.arrayContaining([expect.objectContaining({ did: ['accepted'] })]),
            }),
          ]),
        });
      expect(await get('sessions/sample-group.1')).toMatchObject({
        minutes: { signatures: [{ side: 'A', void: true }] },
      });
      const due = async (asked: string) => (await get(`commitments/sample-group.1.c1?${asked}`)) as object;
      const before = /1\.c1 --as-of (\d+)/.exec(part('seen in two ways (made up)'))![1]!;
      expect(await due(`asOf=${before}`)).toMatchObject({ due: { date: '2024-06-30' } });
      expect(await due('asOf=2024-04-10&asOfBasis=occurred')).toMatchObject({ due: { date: '2024-12-31' } });
    } finally {
      await server.stop();
    }
  }, 60_000);

  it('makes nothing up about a real body', async () => {
    const { stdout } = await cli(['forums', '--json', '--data', folder]);
    const { forums } = JSON.parse(stdout) as { forums: { id: string; name: { en: string }; parent?: string }[] };
    for (const { id, name, parent = '' } of forums.filter((it) => it.id.startsWith('sample')))
      expect([id, name.en, parent]).toEqual([
        id,
        expect.stringContaining('(made up)'),
        expect.stringMatching(/^(sample|$)/),
      ]);
    expect(forums.map(({ id }) => id.split('-')[0])).toEqual(['cpec', 'cpec', 'cpec', 'cpec', 'sample', 'sample']);
  });

  it('names only calls that answer', async () => {
    const calls = [...told[0]!.matchAll(/^ +npm run -s jwg -- (.*)$/gm)].map(([, args]) => args!.split(' '));
    expect(calls.length).toBeGreaterThan(10);
    const codes = await Promise.all(calls.map(async (args) => [args, (await cli(args)).code]));
    expect(codes).toEqual(calls.map((args) => [args, 0]));
  }, 120_000);
});

kafka.describe('The demo with Kafka', () => {
  const place = mkdtempSync(join(tmpdir(), 'jwg-demo-spec-'));
  afterAll(() => rmSync(place, { recursive: true, force: true }));

  it('shows what a consumer reads, ends by itself with --once, and leaves no broker behind', async () => {
    const own = join(place, 'tmp');
    mkdirSync(own);
    const args = ['tools/demo.ts', '--kafka', '--once', '--data', join(place, 'data')];
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: own };
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    expect(stdout).toMatch(/^This demo starts a real Kafka broker/);
    const [, told] = stdout.split('On Kafka, read_committed, the first of them:\n');
    expect(told).toMatch(/^ +0 {2}ForumEstablished .* backfill {2}forum-/);
    expect(told).toMatch(/ 124 records in jwg\.events\.v1/);
    expect(told).toMatch(/ 14 records in jwg\.commitment-status\.v1/);
    expect(readdirSync(own)).toEqual([]);
    const processes = execFileSync('ps', ['-wwAo', 'args='], { encoding: 'utf8' }).split('\n');
    expect(processes.filter((it) => it.startsWith('java ') && it.includes(own))).toEqual([]);
  }, 240_000); // the build is in it, the first time
});
