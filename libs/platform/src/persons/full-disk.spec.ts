import { afterAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSqliteEventStore } from '@jwg/event-store';
import { openPersonKeys } from '@jwg/read-models';
import { inClear } from './person-stores.js';
import { Persons } from './persons.js';
import { naming } from './testing/naming.js';

const folder = mkdtempSync(join(tmpdir(), 'jwg-full-disk-'));
afterAll(() => rmSync(folder, { recursive: true }));

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const inTypeScript = ['--experimental-transform-types', '--no-warnings', '--import'].concat(
  here('../../../event-store/src/sqlite/testing/typescript.mjs'),
);

describe('A command that names somebody, when the disk is full for the keys of persons', () => {
  it('is refused as a whole, and what was recorded before keeps its names', async () => {
    const node = [process.execPath, ...inTypeScript, here('testing/writer.ts'), folder, '30'];
    // 200 KiB a file: each event makes two keys, so theirs is the file that is full.
    const { stdout } = spawnSync('sh', ['-c', 'ulimit -f 400; exec "$@"', 'sh', ...node], { encoding: 'utf8' });
    const said = stdout.trim().split('\n');
    const recorded = said.filter((it) => /^\d+$/.test(it)).map(Number);
    expect(new Set(said.filter((it) => !/^\d+$/.test(it)))).toEqual(new Set(['PersonKeysUnavailable']));
    expect(recorded.length).toBeGreaterThan(3);

    const store = openSqliteEventStore({ folder });
    const keys = await openPersonKeys({ folder });
    const clear = inClear(store, new Persons(keys));
    const after = Number(recorded.at(-1)) + 1; // refused before, and sent again now that there is room
    await clear.append([{ stream: `forum-f${after}`, expected: 'noStream', events: [naming(after)] }]);
    const all = [...recorded, after].map((n, position) => ({ ...naming(n), stream: `forum-f${n}`, position }));
    expect(await clear.readAll(undefined, 100)).toMatchObject(all);
    await store.close();
    await keys.close();
  });
});
