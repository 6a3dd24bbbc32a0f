import { execFile } from 'node:child_process';
import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cli, dataFolder, startServer } from './server.js';

const program = join(import.meta.dirname, '../dist/apps/cli/src/main.js');
const examples = ['1-forums.yaml', '2-jwg-st.yaml'].map((it) => join('docs/examples/cpec', it));

/** Root may write everything; without this one capability it may write no more than any owner. */
const bound = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override', '--'] : [];

/** The command line, already built, as somebody whom the modes of files and folders bind. */
const asOwner = async (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> => {
  try {
    const [file, ...rest] = [...bound, process.execPath, program, ...args];
    const { stdout, stderr } = await promisify(execFile)(file!, rest);
    return { code: 0, stdout, stderr };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
};

describe('a data folder', () => {
  const { folder, remove } = dataFolder();
  const at = ['--data', folder];
  beforeAll(async () => {
    const { code, stderr } = await cli(['import', ...examples, ...at]);
    if (code !== 0) throw new Error(stderr);
  }, 120_000); // the build is in it, the first time
  afterAll(remove);

  it('that a server uses can be read beside it, and a rebuild names that server', async () => {
    const server = await startServer(folder);
    try {
      for (const args of [['rebuild'], ['skip', 'journal', 'an-event', '--reason', 'x']])
        expect(await cli([...args, ...at])).toMatchObject({
          code: 5,
          stderr: expect.stringMatching(/\(pid \d+\) writes to the ledger/),
        });
      const { stdout } = await cli(['health', '--json', ...at]);
      const followers = JSON.parse(stdout) as { name: string; position: number; lag: number }[];
      expect(followers.length).toBeGreaterThan(4);
      for (const it of followers) expect(it).toMatchObject({ lag: 0, position: followers[0]!.position });
      expect(followers[0]).toMatchObject({ name: 'carry_into_effect', position: expect.any(Number) });
      expect(followers[0]!.position).toBeGreaterThan(0);
    } finally {
      await server.stop();
    }
  });

  it('that may not be written to can be read', async () => {
    const before = await cli(['matrix', 'cpec-jwg-st', ...at]);
    const files = readdirSync(folder).map((it) => join(folder, it));
    files.forEach((it) => chmodSync(it, 0o444));
    chmodSync(folder, 0o555);
    try {
      expect(await asOwner('matrix', 'cpec-jwg-st', ...at)).toMatchObject({ code: 0, stdout: before.stdout });
      expect(await asOwner('events', '--limit', '1', ...at)).toMatchObject({ code: 0 });
      for (const args of [['import', examples[0]!], ['rebuild']]) {
        const { code, stderr } = await asOwner(...args, ...at);
        expect([code, stderr]).toEqual([5, expect.stringContaining('cannot be written')]);
      }
    } finally {
      chmodSync(folder, 0o755);
      files.forEach((it) => chmodSync(it, 0o644));
    }
  });

  it('that does not exist is reported as such', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    for (const data of [file, '/proc/of-nobody'])
      expect(await cli(['import', examples[0]!, '--data', data])).toMatchObject({
        code: 5,
        stderr: expect.stringContaining(`${data} cannot be written`),
      });
    expect(await cli(['status', '--data', file])).toMatchObject({ code: 5 });
  });

  it('with damaged read models is reported as such, without a stack trace', async () => {
    const other = dataFolder();
    await cli(['import', examples[0]!, '--data', other.folder]);
    writeFileSync(join(other.folder, 'read-models.db'), 'garbage '.repeat(1000));
    const { code, stderr } = await cli(['status', '--data', other.folder]);
    expect([code, stderr]).toEqual([5, expect.stringMatching(/^\S+read-models\.db cannot be used: .*\n$/)]);
    other.remove();
  });
});
