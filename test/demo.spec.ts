import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from '@jest/globals';
import { kafkaBroker } from './kafka.js';

const kafka = await kafkaBroker();

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
    expect(told).toMatch(/ 92 records in jwg\.events\.v1/);
    expect(told).toMatch(/ 12 records in jwg\.commitment-status\.v1/);
    expect(readdirSync(own)).toEqual([]);
    const processes = execFileSync('ps', ['-wwAo', 'args='], { encoding: 'utf8' }).split('\n');
    expect(processes.filter((it) => it.startsWith('java ') && it.includes(own))).toEqual([]);
  }, 240_000); // the build is in it, the first time
});
