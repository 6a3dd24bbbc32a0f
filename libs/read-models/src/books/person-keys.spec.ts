import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { CheckpointMoved, type PersonKeys } from '@jwg/event-sourcing';
import { databases, type Place } from '../../../../test/postgres.js';
import { openRows } from '../rows/open-rows.js';
import { openPersonKeys } from './open-person-keys.js';

describe.each(await databases())('the keys of persons on $name', ({ fresh }) => {
  let place: Place;
  let closing: { close(): Promise<void> }[];
  let keys: PersonKeys;
  /** As another process does, or for another ledger. */
  const open = async (at = place): Promise<PersonKeys> => {
    const rows = 'folder' in at ? undefined : await openRows(at);
    const opened = await openPersonKeys(rows ? { beside: rows } : (at as { folder: string }));
    closing.unshift(opened, ...(rows ? [rows] : []));
    return opened;
  };
  beforeEach(async () => {
    closing = [];
    place = await fresh();
    keys = await open();
  });
  afterEach(async () => {
    for (const it of closing) await it.close();
  });

  it('are made once for a digest, also when several processes make them at once, and are found again', async () => {
    const others = await Promise.all([open(), open()]);
    const made = await Promise.all([keys, ...others].map((it) => it.ensure('d')));
    const [{ id, key }] = made as [{ id: string; key: string }];
    expect(made).toEqual([1, 2, 3].map(() => ({ id, key })));
    expect(id).toMatch(/^[\w-]{16}$/);
    expect(Buffer.from(key, 'base64url')).toHaveLength(32);
    expect(await (await open()).find('d')).toBe(id);
    expect(await keys.find('e')).toBeUndefined();
    expect((await keys.ensure('e')).id).not.toBe(id);
  });

  it('are given by id, and whoever is not known is left out', async () => {
    const [a, b] = [await keys.ensure('a'), await keys.ensure('b')];
    expect(await keys.withIds([])).toEqual([]);
    const found = await keys.withIds([b.id, 'unknown', a.id]);
    expect(found).toHaveLength(2);
    expect(found).toEqual(expect.arrayContaining([a, b]));
  });

  it('are destroyed with their digest, once and for all, and others stay', async () => {
    const [a, b] = [await keys.ensure('a'), await keys.ensure('b')];
    expect(await keys.count()).toMatchObject({ forgotten: 0 });
    await keys.destroy([a.id, 'never-known']);
    await keys.destroy([a.id]);
    await keys.destroy([]);
    expect(await keys.count()).toMatchObject({ forgotten: 2 });
    expect(await (await open()).count()).toMatchObject({ forgotten: 2 });
    expect(await keys.find('a')).toBeUndefined();
    expect(await keys.withIds([a.id])).toEqual([{ id: a.id }]);
    expect(await keys.withIds([b.id])).toEqual([b]);
    expect((await keys.ensure('a')).id).not.toBe(a.id);
  });

  it('leave neither key nor digest in what the database stores, whichever is destroyed', async () => {
    const digests = ['first', 'second', 'third', 'last'].map((it) => `digest-of-the-${it}-whom-the-ledger-names`);
    const made = [];
    for (const digest of digests) made.push(await keys.ensure(digest));
    const [, second, third] = made;
    await keys.destroy([made[3]!.id]);
    await keys.destroy([made[0]!.id]);
    for (const all of await stored(place)) {
      for (const kept of [second!.key!, third!.key!, ...made.map(({ id }) => id)]) expect(all).toContain(kept);
      for (const gone of [made[0]!.key!, made[3]!.key!, digests[0]!, digests[3]!]) expect(all).not.toContain(gone);
    }
  });

  it('are read page by page in order of id, the forgotten ones too', async () => {
    const made = await Promise.all(['a', 'b', 'c'].map((it) => keys.ensure(it)));
    await keys.destroy([made[1]!.id]);
    const first = await keys.page('', 2);
    const all = [...first, ...(await keys.page(first[1]!.id, 2))];
    const expected = [{ ...made[0]!, digest: 'a' }, { id: made[1]!.id }, { ...made[2]!, digest: 'c' }];
    expect(all).toEqual(expected.sort((one, other) => (one.id < other.id ? -1 : 1)));
    expect(await keys.page(all[2]!.id, 2)).toEqual([]);
  });

  it('are taken over from another ledger, and whoever is forgotten in either stays so', async () => {
    const other = await open(await fresh());
    const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((it) => other.ensure(it)));
    await other.destroy([a!.id]);
    await keys.destroy([b!.id]);
    await keys.takeFrom(other);
    await keys.takeFrom(other); // a move that is begun again
    expect(await keys.find('c')).toBe(c!.id);
    expect(await keys.withIds([c!.id])).toEqual([c]);
    expect(await keys.count()).toMatchObject({ forgotten: 2 });
    expect(await keys.find('b')).toBeUndefined();
  });

  it('keep how far the log was read, until that is cleared', async () => {
    const { checkpoint } = keys;
    expect(await checkpoint.get()).toBeUndefined();
    await checkpoint.move(undefined, { cursor: 'x', position: 7 });
    await expect(checkpoint.move(undefined, { cursor: 'y', position: 8 })).rejects.toThrow(CheckpointMoved);
    await expect(checkpoint.move('w', { cursor: 'y', position: 8 })).rejects.toThrow(CheckpointMoved);
    await checkpoint.move('x', { cursor: 'y', position: 8 });
    expect(await (await open()).checkpoint.get()).toEqual({ cursor: 'y', position: 8 });
    await checkpoint.clear();
    expect(await checkpoint.get()).toBeUndefined();
    await checkpoint.move(undefined, { cursor: 'z', position: 0 });
  });
});

/** What is in the files of a folder; or in a dump of all tables, and in the pages of the keys and of their indexes. */
const stored = async (place: Place): Promise<string[]> => {
  if ('folder' in place)
    return [
      readdirSync(place.folder)
        .map((it) => readFileSync(join(place.folder, it), 'latin1'))
        .join(),
    ];
  const client = new pg.Client({ connectionString: place.postgres });
  await client.connect();
  try {
    const tables = await client.query<{ all: string }>("select database_to_xml(true, false, '')::text as all");
    await client.query('create extension if not exists pageinspect');
    const pages = await client.query<{ page: Buffer }>(`
      select get_raw_page(relation::text, n::int) as page
      from (select 'person_keys'::regclass union select indexrelid from pg_index where indrelid = 'person_keys'::regclass)
        as of_keys (relation), generate_series(0, pg_relation_size(relation) / 8192 - 1) as n`);
    return [tables.rows[0]!.all, pages.rows.map(({ page }) => page.toString('latin1')).join()];
  } finally {
    await client.end();
  }
};
