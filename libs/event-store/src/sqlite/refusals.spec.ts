import { afterAll, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newEvent } from '../testing/naive-ledger.js';
import { FolderNotWritable, LedgerDamaged, LedgerInUse, LedgerMissing, LedgerTooNew, NotALedger } from './refusals.js';
import { openSqliteEventStore } from './sqlite-event-store.js';
import { startWriter } from './testing/child.js';

const root = mkdtempSync(join(tmpdir(), 'ledger-'));
afterAll(() => rmSync(root, { recursive: true }));
const newFolder = () => mkdtempSync(join(root, 'store-'));

/** A folder with a closed ledger that holds some events. */
const ledger = async () => {
  const folder = newFolder();
  const store = openSqliteEventStore({ folder });
  for (let n = 0; n < 20; n++) {
    await store.append([{ stream: `s${n}`, expected: 'noStream', events: [newEvent(n, { data: 'x'.repeat(3000) })] }]);
  }
  await store.close();
  return { folder, file: join(folder, 'ledger.db') };
};

const edit = (file: string, sql: string) => {
  const db = new Database(file);
  db.exec(sql);
  db.close();
};

/** Both ways of opening throw the same error and leave the file unchanged. */
const expectRefusal = (folder: string, refusal: new (...args: never[]) => Error, message: RegExp) => {
  const file = join(folder, 'ledger.db');
  const before = readFileSync(file);
  for (const readOnly of [false, true]) {
    const open = () => openSqliteEventStore({ folder, readOnly });
    expect(open).toThrow(refusal);
    expect(open).toThrow(message);
  }
  expect(readFileSync(file).equals(before)).toBe(true);
};

describe('The SQLite ledger refuses to open', () => {
  it('for a second writer in the same process, until the first has closed', async () => {
    const { folder } = await ledger();
    const first = openSqliteEventStore({ folder });
    expect(() => openSqliteEventStore({ folder })).toThrow(LedgerInUse);
    await first.close();
    await openSqliteEventStore({ folder }).close();
  });

  it('while another process writes, and names it; but not after that process was killed', async () => {
    const folder = newFolder();
    const writer = startWriter(folder);
    await writer.lines.next();
    const open = () => openSqliteEventStore({ folder });
    try {
      expect(open).toThrow(LedgerInUse);
      expect(open).toThrow(`(pid ${writer.process.pid}) writes to the ledger in ${folder}`);
    } finally {
      writer.process.kill('SIGKILL');
      await writer.gone;
    }
    await open().close();
  });

  it('for reading where there is none, and makes nothing there', () => {
    const folder = newFolder();
    expect(() => openSqliteEventStore({ folder, readOnly: true })).toThrow(LedgerMissing);
    expect(() => openSqliteEventStore({ folder: join(folder, 'absent'), readOnly: true })).toThrow(LedgerMissing);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['an empty file', '', /it is empty/],
    ['a text', 'Minutes of the second meeting\n'.repeat(200), /no SQLite database/],
    ['the start of a database', 'SQLite format 3\0', /no SQLite database/],
  ])('%s', (_, content, message) => {
    const folder = newFolder();
    writeFileSync(join(folder, 'ledger.db'), content);
    expectRefusal(folder, NotALedger, message);
  });

  it("another program's database", () => {
    const folder = newFolder();
    edit(join(folder, 'ledger.db'), 'CREATE TABLE events (id INTEGER PRIMARY KEY); PRAGMA user_version = 1');
    expectRefusal(folder, NotALedger, /another program made this database.*Choose another data folder/);
  });

  it('a ledger of a newer schema', async () => {
    const { folder, file } = await ledger();
    edit(file, 'PRAGMA journal_mode = DELETE; PRAGMA user_version = 2');
    expectRefusal(folder, LedgerTooNew, /newer version of this program \(schema 2; this one knows 1\).*Install/);
  });

  it('a ledger that was cut short', async () => {
    const { folder, file } = await ledger();
    truncateSync(file, 5 * 4096);
    expectRefusal(folder, LedgerDamaged, /is damaged: .*restore the last good backup/);
  });

  it('a ledger with a page overwritten', async () => {
    const { folder, file } = await ledger();
    const content = readFileSync(file);
    content.fill(0xff, 2 * 4096, 3 * 4096);
    writeFileSync(file, content);
    expectRefusal(folder, LedgerDamaged, /is damaged/);
  });

  it.each([
    ['an event taken out', 'DELETE FROM events WHERE position = 10', /gap before position 11/],
    ['its first event taken out', 'DELETE FROM events WHERE position = 0', /gap before position 1/],
    ["an event's data spoiled", `UPDATE events SET data = '{"a":' WHERE position = 10`, /position 10 cannot be read/],
    [
      "a stream's name lost",
      'PRAGMA foreign_keys = OFF; DELETE FROM streams WHERE first = 10',
      /index misses position 10/,
    ],
    ['a table lost', 'PRAGMA foreign_keys = OFF; DROP TABLE streams', /no such table: streams/],
  ])('a ledger with %s', async (_, damage, message) => {
    const { folder, file } = await ledger();
    edit(file, damage);
    expectRefusal(folder, LedgerDamaged, message);
  });

  it('no ledger because its data is deeply nested', async () => {
    const { folder } = await ledger();
    const store = openSqliteEventStore({ folder });
    const data = JSON.parse('['.repeat(2000) + ']'.repeat(2000));
    await store.append([{ stream: 'deep', expected: 'noStream', events: [newEvent(99, { data })] }]);
    await store.close();
    await openSqliteEventStore({ folder }).close();
  });

  it('when the ledger is gone and its write-ahead log is not', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'ledger.db-wal'), 'what is left');
    expect(() => openSqliteEventStore({ folder })).toThrow(LedgerDamaged);
    expect(existsSync(join(folder, 'ledger.db'))).toBe(false);
    expect(readFileSync(join(folder, 'ledger.db-wal'), 'utf8')).toBe('what is left');
  });

  it("with another program's lock.db", () => {
    const folder = newFolder();
    edit(join(folder, 'lock.db'), 'CREATE TABLE mine (id INTEGER PRIMARY KEY)');
    expect(() => openSqliteEventStore({ folder })).toThrow(NotALedger);
    expect(existsSync(join(folder, 'ledger.db'))).toBe(false);
  });

  it('and releases the folder again', async () => {
    const { folder, file } = await ledger();
    const good = readFileSync(file);
    truncateSync(file, 4096);
    expect(() => openSqliteEventStore({ folder })).toThrow(LedgerDamaged);
    writeFileSync(file, good);
    await openSqliteEventStore({ folder }).close();
  });
});

describe('A folder that cannot be written', () => {
  it('is named in the error, also where a file is in its place or the disk is full', () => {
    const file = join(newFolder(), 'a-file');
    writeFileSync(file, '');
    for (const folder of [file, join(file, 'inside'), '/proc/of-nobody/ledger']) {
      expect(() => openSqliteEventStore({ folder })).toThrow(FolderNotWritable);
      expect(() => openSqliteEventStore({ folder })).toThrow(`${folder} cannot be written`);
    }
  });
});
