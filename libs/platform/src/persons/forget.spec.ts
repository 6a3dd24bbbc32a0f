import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forum, session, type ForumCommand, type SessionCommand } from '@jwg/domain';
import { forums, rowsAt } from '@jwg/read-models';
import { v4 } from 'uuid';
import { moveHouse } from '../moving/move-house.js';
import { Platform } from '../platform.js';
import { verifyFolder } from '../proving/verify-folder.js';
import { FORGOTTEN, KEY_MISSING } from './cipher.js';

const NAME = 'Zulfiqar Testperson';
const ACTOR = 'zulfiqar.t@example.org';
const OTHER = '李示例';

let folder: string;
let platform: Platform;
const by = (id = ACTOR) => ({ actor: { id, role: 'recorder' as const }, commandId: v4() });
const inForum = (command: ForumCommand, id = ACTOR) => platform.ledger.transact(forum, 'x', command, {}, by(id));
const inSession = (command: SessionCommand) => platform.ledger.transact(session, 'x.1', command, {}, by());
const forumAsOf = async (asOf?: string, asOfBasis?: 'occurred') => {
  const at = await rowsAt(platform.rows, platform.store, {
    now: '2030-01-01T00:00:00.000Z',
    asOf,
    asOfBasis,
    forum: 'x',
  });
  return at.reader.get(forums, 'x');
};
const filesWith = (text: string, within = folder): string[] =>
  readdirSync(within, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile() && readFileSync(join(it.parentPath, it.name)).includes(text))
    .map(({ name }) => name);
const forget = async (name: string) => {
  const person = await platform.ledger.personNamed(name);
  await inForum({ type: 'ForgetPerson', data: { person: person!, reason: 'They asked for it' } }, 'recorder');
  await platform.catchUp();
  return person!;
};
const reopen = async () => {
  await platform.close();
  platform = await Platform.open({ folder });
  await platform.catchUp();
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jwg-forget-'));
  platform = await Platform.open({ folder });
  const sides = ['PK', 'CN'].map((side) => ({ side, name: { en: side } }));
  await inForum({ type: 'EstablishForum', data: { forum: 'x', name: { en: 'X' }, level: 'workingGroup', sides } });
  await inForum({ type: 'RegisterInstitution', data: { institution: 'pk-a', side: 'PK', name: { en: 'A' } } });
  const { events } = await inForum({
    type: 'DesignateCoChair',
    data: { side: 'PK', name: 'Zulfikar Testperson', office: 'Secretary' },
  });
  const data = { eventId: events[0]!.id, field: 'name', new: NAME, reason: `${NAME} writes it so` };
  await inForum({ type: 'CorrectForum', data });
  for (const person of [NAME, OTHER])
    await inForum({ type: 'NominateFocalPoint', data: { institution: 'pk-a', person } });
  await inForum({
    type: 'ReleaseFocalPoint',
    data: { institution: 'pk-a', person: NAME, reason: `ZULFIQAR TESTPERSON retired` },
  });
  await inForum({ type: 'NominateFocalPoint', data: { institution: 'pk-a', person: NAME } });
  await platform.ledger.transact(
    session,
    'x.1',
    {
      type: 'ScheduleSession',
      data: { forum: 'x', ordinal: 1, label: 'regular', mode: 'virtual', plannedOn: '2022-04-20', alsoServes: [] },
    },
    {},
    by(),
  );
  await inSession({
    type: 'OpenSession',
    data: { openedOn: '2022-04-20', coChairs: [{ side: 'PK', name: NAME, office: 'Secretary' }], delegations: [] },
  });
  await platform.catchUp();
});
afterAll(async () => {
  await platform.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('A person whom the ledger names', () => {
  it('is called by name to whoever asks, and in no file of the data folder', async () => {
    const row = await forumAsOf();
    expect(row).toMatchObject({
      coChairs: [{ name: NAME, office: 'Secretary' }],
      institutions: [{ focalPoints: [OTHER, NAME] }],
    });
    expect(await forumAsOf('2030-01-01', 'occurred')).toMatchObject({ coChairs: [{ name: NAME }] });
    await reopen();
    for (const text of [NAME, 'Zulfi', 'ZULFI', ACTOR, OTHER]) expect(filesWith(text)).toEqual([]);
  });

  it('is published as an id, and the stored form verifies', async () => {
    const published = await platform.published.readAll(undefined, 100);
    const id = await platform.ledger.personNamed(`  zulfiqar   TESTPERSON`);
    expect(JSON.stringify(published)).not.toMatch(/zulfi/i);
    expect(published.find(({ type }) => type === 'FocalPointReleased')!.data).toEqual({
      institution: 'pk-a',
      person: `person:${id}`,
      reason: `person:${id} retired`,
    });
    expect(await verifyFolder({ folder, deep: true })).toMatchObject({ wrong: [] });
  });
});

describe('A person who is forgotten', () => {
  let copy: string;
  beforeAll(async () => {
    await platform.close();
    copy = mkdtempSync(join(tmpdir(), 'jwg-forget-copy-'));
    cpSync(folder, copy, { recursive: true });
    platform = await Platform.open({ folder });
    await platform.ledger.load(forum, 'x'); // histories in memory name them
    for (const name of [NAME, 'Zulfikar Testperson', ACTOR]) await forget(name);
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  const everything = async () => {
    const events = await platform.store.readAll(undefined, 100);
    const history = await platform.ledger.history('forum', 'x');
    const end = await platform.rows.position(forums);
    const rows = [];
    for (let at = 0; at <= end; at += 1) rows.push(await forumAsOf(String(at)));
    rows.push(await forumAsOf('2030-01-01', 'occurred'));
    return JSON.stringify([events, history, rows]);
  };

  it('is named nowhere, as of no moment, and others are', async () => {
    expect(await everything()).not.toMatch(/zulfi/i);
    expect(await forumAsOf()).toMatchObject({
      coChairs: [{ name: FORGOTTEN, office: 'Secretary' }],
      institutions: [{ focalPoints: [OTHER, FORGOTTEN] }],
    });
    await reopen();
    expect(await everything()).not.toMatch(/zulfi/i);
    expect(await everything()).toContain(OTHER);
  });

  it('leaves every proof as it was', async () => {
    expect(await verifyFolder({ folder, deep: true })).toMatchObject({ wrong: [] });
    const kept = await verifyFolder({ folder: copy });
    expect(await verifyFolder({ folder, kept: [kept.checkpoint!.note] })).toMatchObject({ wrong: [] });
  });

  it('leaves no key in the files, and is somebody new when named again', async () => {
    const Keys = (await import('better-sqlite3')).default;
    const old = new Keys(join(copy, 'persons.db'));
    const before = old.prepare('select id, key, digest from person_keys').all() as Record<string, string>[];
    old.close();
    const gone = before.filter(({ id }) => readFileSync(join(folder, 'ledger.db')).includes(`"person":"${id}"`));
    await platform.close();
    expect(gone).toHaveLength(3);
    for (const { key, digest } of gone) for (const it of [key, digest]) expect(filesWith(it!)).toEqual([]);
    platform = await Platform.open({ folder });
    expect(await platform.ledger.personNamed(NAME)).toBeUndefined();
    await inForum({ type: 'DesignateCoChair', data: { side: 'CN', name: NAME, office: 'Director' } }, 'recorder');
    await platform.catchUp();
    expect((await forumAsOf())!.coChairs.map(({ name }) => name)).toEqual([FORGOTTEN, NAME]);
    await forget(NAME);
  });

  it('is forgotten again when older keys are put back', async () => {
    await platform.close();
    for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `persons.db${end}`), { force: true });
    cpSync(join(copy, 'persons.db'), join(folder, 'persons.db'));
    platform = await Platform.open({ folder });
    await platform.catchUp();
    expect(await everything()).not.toMatch(/zulfi/i);
  });

  it('stays forgotten where the ledger moves to, and the others keep their names', async () => {
    await platform.close();
    const target = mkdtempSync(join(tmpdir(), 'jwg-forget-moved-'));
    await moveHouse({ folder }, { folder: target });
    const here = folder;
    folder = target;
    platform = await Platform.open({ folder });
    await platform.catchUp();
    expect(await everything()).not.toMatch(/zulfi/i);
    expect(await everything()).toContain(OTHER);
    expect(await verifyFolder({ folder, deep: true })).toMatchObject({ wrong: [] });
    await platform.close();
    rmSync(target, { recursive: true });
    folder = here;
    platform = await Platform.open({ folder });
  });

  it('is told from one whose key was lost', async () => {
    await platform.close();
    for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `persons.db${end}`), { force: true });
    platform = await Platform.open({ folder });
    await platform.catchUp();
    expect(await forumAsOf()).toMatchObject({
      institutions: [{ focalPoints: [KEY_MISSING, FORGOTTEN] }],
    });
  });
});
