import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ensureBuilt } from '../tools/build.ts';

const folder = mkdtempSync(join(tmpdir(), 'embedded-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeAll(() => ensureBuilt(), 240_000);

/** Packages of CommonJS that a process of its own has loaded after it opened a platform. */
const program = `
  import { createRequire } from 'node:module';
  const { Platform, settingsIn } = await import('./dist/libs/platform/src/index.js');
  const platform = await Platform.open(settingsIn(process.env));
  platform.start();
  const loaded = Object.keys(createRequire(import.meta.url).cache);
  await platform.close();
  console.log(JSON.stringify([...new Set(loaded.flatMap((it) => /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(it)?.[1] ?? []))]));
`;

describe('an embedded platform', () => {
  it('loads nothing of Kafka or KurrentDB', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
      env: { PATH: process.env.PATH, JWG_DATA: folder },
      cwd: join(import.meta.dirname, '..'),
    });
    const loaded = JSON.parse(stdout) as string[];
    expect(loaded).toContain('better-sqlite3'); // it sees what is loaded
    expect(loaded.filter((it) => /kafka|kurrent|grpc/.test(it))).toEqual([]);
  }, 60_000);
});
