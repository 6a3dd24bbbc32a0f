import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v4 } from 'uuid';
import { forum, type ForumCommand } from '@jwg/domain';
import { Platform, within } from '@jwg/platform';
import { rowsAt } from '@jwg/read-models';
import { SearchHandler, type Search } from './search.js';

const NAME = 'Zulfiqar Testperson';
const OTHER = '李示例';

let folder: string;
let platform: Platform;
const by = () => ({ actor: { id: 'recorder', role: 'recorder' as const }, commandId: v4() });
const record = (command: ForumCommand) => platform.ledger.transact(forum, 'x', command, {}, by());
const find = async (q: string, more: Partial<Search> = {}) => {
  const { hits } = await within(by(), () => new SearchHandler(platform).execute({ q, ...more } as Search));
  return hits.map(({ type, snippets }) => ({ type, texts: snippets.map(({ text }) => text) }));
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jwg-search-'));
  platform = await Platform.open({ folder });
  const sides = ['PK', 'CN'].map((side) => ({ side, name: { en: side } }));
  await record({ type: 'EstablishForum', data: { forum: 'x', name: { en: 'X' }, level: 'workingGroup', sides } });
  for (const [side, name] of [
    ['PK', NAME],
    ['CN', OTHER],
  ] as const)
    await record({ type: 'DesignateCoChair', data: { side, name, office: 'Secretary of Railways' } });
  await platform.catchUp();
});
afterAll(async () => {
  await platform.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('A search for a person', () => {
  it('finds who is called so, by the whole name as somebody may write it', async () => {
    const found = [{ type: 'CoChairDesignated', texts: [NAME] }];
    expect(await find(NAME)).toEqual(found);
    expect(await find('  zulfiqar   TESTPERSON ', { forum: 'x' })).toEqual(found);
    expect(await find(OTHER)).toEqual([{ type: 'CoChairDesignated', texts: [OTHER] }]);
    expect(await find(NAME, { asOf: '1' })).toEqual(found);
    expect(await find(NAME, { asOf: '0' })).toEqual([]);
  });

  it('needs no name in the index, nor in any file', async () => {
    expect(await find('Zulfiqar')).toEqual([]);
    await platform.close();
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((it) => it.isFile());
    const contents = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1').toLowerCase());
    platform = await Platform.open({ folder });
    expect(files.map(({ name }) => name)).toContain('read-models.db');
    for (const word of ['railways', 'zulfiqar', 'testperson'])
      expect({ word, files: contents.filter((it) => it.includes(word)).length > 0 }).toEqual({
        word,
        files: word === 'railways',
      });
  });

  it('finds nobody who is forgotten, and still finds the other words of the same event', async () => {
    expect(await find('railways')).toHaveLength(2);
    const person = (await platform.ledger.personNamed(NAME))!;
    await record({ type: 'ForgetPerson', data: { person, reason: 'They asked for it' } });
    await platform.catchUp();
    for (const asOf of [undefined, '1', '2']) expect(await find(NAME, { asOf })).toEqual([]);
    expect(await find('railways')).toHaveLength(2);
    expect(await find('secretary railways', { asOf: '1' })).toEqual([
      { type: 'CoChairDesignated', texts: ['Secretary of Railways'] },
    ]);
    expect(await find(OTHER)).toHaveLength(1);
  });
});

describe('The index of words', () => {
  const positionOf = async (isSearch: boolean) => {
    const { rows, store } = platform;
    return (await rowsAt(rows, store, { now: '2030-01-01T00:00:00.000Z', isSearch })).position;
  };

  it('lets no other question wait while it fails, or is built anew', async () => {
    const { db } = platform.rows.engine;
    await db.deleteFrom('generations').where('name', '=', 'spoken').execute(); // its tables are in the way of new ones
    await record({ type: 'RegisterInstitution', data: { institution: 'pk-a', side: 'PK', name: { en: 'Railways' } } });
    await platform.catchUp();
    const last = (await platform.store.last())!.position;
    expect([await positionOf(false), await positionOf(true)]).toEqual([last, -1]);
    expect(await find('railways')).toEqual([]);
    for (const table of ['spoken_1', 'spoken_tokens_1']) await db.schema.dropTable(table).execute();
    await platform.catchUp();
    expect(await positionOf(true)).toBe(last);
    expect(await find('railways')).toHaveLength(3);
  });
});
