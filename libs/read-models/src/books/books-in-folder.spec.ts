import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import BetterSqlite from 'better-sqlite3';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FollowerBooks } from '@jwg/event-sourcing';
import { openRows } from '../rows/open-rows.js';
import { openBooks } from './open-books.js';
import { FollowerBooksUnusable } from './books-unusable.js';

let folder: string;
const at = (name: string) => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'books-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const using = async <T>(work: (books: FollowerBooks) => Promise<T>, readOnly = false): Promise<T> => {
  const books = await openBooks({ folder, readOnly });
  try {
    return await work(books);
  } finally {
    await books.close();
  }
};
const policyOf = (books: FollowerBooks) => books.checkpoint('policy').get();
const skipsOf = (books: FollowerBooks) => books.skips.list('journal');

/** A file of read models from before the books had a file of their own. */
const earlier = async (position = 41): Promise<void> => {
  await (await openRows({ folder })).close();
  const file = new BetterSqlite(at('read-models.db'));
  file.exec(`
    create table if not exists checkpoints (name text primary key not null, cursor text not null, position bigint not null);
    create table if not exists skipped_events (follower text not null, event_id text not null, "by" text not null,
      reason text not null, recorded_at text not null, primary key (follower, event_id));
    insert or replace into checkpoints values ('policy', '${position}', ${position});
    insert or replace into skipped_events values ('journal', 'e', 'operator', 'too large', '2026-01-01T00:00:00.000Z')`);
  file.close();
};
const tablesOf = (name: string): unknown[] => {
  const file = new BetterSqlite(at(name), { readonly: true });
  try {
    return file.prepare("select name from sqlite_master where type = 'table' order by name").pluck().all();
  } finally {
    file.close();
  }
};
/** Of 20,000 characters, all different, so that few of them fill a log. */
const cursor = (position: number) => `${position} `.repeat(20_000).slice(0, 20_000);
const skipped = [{ eventId: 'e', by: 'operator', reason: 'too large' }];

describe('the books of an earlier version, which lie in the file of the read models,', () => {
  it('are carried over when the folder is opened to write, and are then no longer there', async () => {
    await earlier();
    await using(async (books) => {
      expect(books.areNew).toBe(false);
      expect(await policyOf(books)).toEqual({ cursor: '41', position: 41 });
      expect(await skipsOf(books)).toEqual(skipped);
    });
    expect(tablesOf('read-models.db')).toEqual(['generations', 'outlines']);
    expect(tablesOf('followers.db')).toEqual([
      'checkpoints',
      'empty_answers',
      'secrets',
      'skipped_events',
      'spent_ids',
    ]);
    for (const name of readdirSync(folder)) if (name.startsWith('read-models.db')) rmSync(at(name));
    expect(await using(policyOf)).toEqual({ cursor: '41', position: 41 });
    expect(await using(skipsOf)).toEqual(skipped);
  });

  it('are carried over to the same end when the first attempt was cut off before they were removed', async () => {
    await earlier();
    await using((books) => books.checkpoint('policy').move('41', { cursor: '50', position: 50 }));
    await earlier(); // as if the old books were still there
    await using(async (books) => {
      expect(await policyOf(books)).toEqual({ cursor: '50', position: 50 });
      expect(await skipsOf(books)).toEqual(skipped);
    });
    expect(tablesOf('read-models.db')).toEqual(['generations', 'outlines']);
  });

  it('are carried over when the first attempt was cut off in the middle, which left an empty file', async () => {
    await earlier();
    writeFileSync(at('followers.db'), '');
    expect(await using(policyOf)).toEqual({ cursor: '41', position: 41 });
  });

  it('are carried over again after an earlier version went on with the folder', async () => {
    await earlier();
    await using(policyOf);
    await earlier(60);
    expect(await using(policyOf)).toEqual({ cursor: '60', position: 60 });
  });

  it.each(['no file', 'an empty file'])(
    'are read where they are by a reader, with %s of the writer’s',
    async (what) => {
      await earlier();
      if (what === 'an empty file') writeFileSync(at('followers.db'), '');
      const [files, before] = [readdirSync(folder), readFileSync(at('read-models.db'))];
      await using(async (books) => {
        expect(await policyOf(books)).toEqual({ cursor: '41', position: 41 });
        expect(await skipsOf(books)).toEqual(skipped);
      }, true);
      expect(readdirSync(folder).filter((it) => !/-(wal|shm)$/.test(it))).toEqual(files);
      expect(readFileSync(at('read-models.db')).equals(before)).toBe(true);
      expect(tablesOf('read-models.db')).toContain('checkpoints');
    },
  );
});

describe('the books of a folder', () => {
  it('are read beside their writer, and by a reader who finds none', async () => {
    expect(await using(policyOf, true)).toBeUndefined();
    expect(existsSync(at('followers.db'))).toBe(false);
    await using(async (books) => {
      await books.checkpoint('policy').move(undefined, { cursor: '7', position: 7 });
      expect(await using(policyOf, true)).toEqual({ cursor: '7', position: 7 });
      await expect(
        using((reading) => reading.checkpoint('policy').move('7', { cursor: '8', position: 8 }), true),
      ).rejects.toThrow(/readonly/);
    });
  });

  it('have a small write-ahead log again after a long reader has left', async () => {
    await using(async (books) => {
      const policy = books.checkpoint('policy');
      let moved = 0;
      const some = async () => {
        const until = moved + 150;
        for (; moved < until; moved += 1)
          await policy.move(moved === 0 ? undefined : cursor(moved), {
            cursor: cursor(moved + 1),
            position: moved + 1,
          });
      };
      await some();
      const reader = new BetterSqlite(at('followers.db'), { readonly: true });
      reader.exec('begin');
      reader.prepare('select count(*) from checkpoints').get();
      for (let n = 0; n < 3; n += 1) await some();
      reader.close();
      const bytes = () => statSync(at('followers.db-wal')).size;
      const grown = bytes();
      for (let n = 0; n < 2; n += 1) await some();
      expect(grown).toBeGreaterThan(9_000_000);
      expect(bytes()).toBeLessThan(5_500_000);
    });
  });

  it('are new again when the file was deleted', async () => {
    await using((books) => books.checkpoint('policy').move(undefined, { cursor: '7', position: 7 }));
    expect(await using(async ({ areNew }) => areNew)).toBe(false);
    rmSync(at('followers.db'));
    expect(await using(async ({ areNew }) => areNew)).toBe(true);
  });

  const expectRefusal = async (message: RegExp) => {
    const before = readFileSync(at('followers.db'));
    const opening = openBooks({ folder });
    await expect(opening).rejects.toThrow(FollowerBooksUnusable);
    await expect(opening).rejects.toThrow(message);
    expect(readFileSync(at('followers.db')).equals(before)).toBe(true);
  };

  it('are refused, and left as they are, when the file is garbage', async () => {
    writeFileSync(at('followers.db'), 'Minutes of the second meeting\n'.repeat(400));
    await expectRefusal(/followers\.db cannot be used: .* restore it from a backup\. Without a backup move it away/);
  });

  it('are refused, and left as they are, when another program made the file', async () => {
    const other = new BetterSqlite(at('followers.db'));
    other.exec('create table checkpoints (people text)');
    other.close();
    await expectRefusal(/another program made this database/);
  });
});
