import { afterAll, describe, expect, it } from '@jest/globals';
import { StoreOverloaded, StoreUnavailable, type EventStore, type StoredEvent } from '@jwg/event-sourcing';
import fc from 'fast-check';
import Database from 'better-sqlite3';
import { mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { history, NaiveLedger, newEvent } from '../testing/naive-ledger.js';
import { openSqliteEventStore } from './sqlite-event-store.js';
import { startWriter } from './testing/child.js';

const root = mkdtempSync(join(tmpdir(), 'ledger-'));
afterAll(() => rmSync(root, { recursive: true }));
const newFolder = () => mkdtempSync(join(root, 'store-'));

const appendOne = (store: EventStore, n: number) =>
  store.append([{ stream: `s${n}`, expected: 'noStream', events: [newEvent(n)] }]);
const otherLedger = (folder: string) => writeFileSync(join(folder, 'ledger.db'), 'another file');
const everything = (store: EventStore) => store.readAll(undefined, 1_000_000);
const numbers = (length: number) => Array.from({ length }, (_, i) => i);

describe('The SQLite ledger', () => {
  it('is the same after it is closed and opened again', async () => {
    const folder = newFolder();
    const before = openSqliteEventStore({ folder });
    const events = (await Promise.all(numbers(10).map((n) => appendOne(before, n)))).flat();
    await before.close();

    const after = openSqliteEventStore({ folder });
    expect(await everything(after)).toEqual(events);
    expect(await appendOne(after, 10)).toMatchObject([{ position: 10 }]);
    await after.close();
  });

  it('can be read by another process while its writer goes on', async () => {
    const folder = newFolder();
    const writer = openSqliteEventStore({ folder });
    const reader = openSqliteEventStore({ folder, readOnly: true });
    const [event] = await appendOne(writer, 1);
    expect(await everything(reader)).toEqual([event]);
    await expect(appendOne(reader, 2)).rejects.toThrow(/read-only: append through the running server/);
    await expect(appendOne(reader, 2)).rejects.toThrow(StoreUnavailable);
    await writer.close();
    await reader.close();

    const alone = openSqliteEventStore({ folder, readOnly: true });
    expect(await everything(alone)).toEqual([event]);
    await alone.close();
  });

  it.each([
    ['is gone', (folder: string) => rmSync(folder, { recursive: true })],
    [
      'was replaced',
      (folder: string) => (renameSync(join(folder, 'ledger.db'), join(folder, 'old')), otherLedger(folder)),
    ],
  ])('writes and reads nothing more when its file %s', async (what, lose) => {
    const folder = newFolder();
    const store = openSqliteEventStore({ folder });
    await appendOne(store, 1);
    lose(folder);
    await expect(appendOne(store, 2)).rejects.toThrow(what);
    await expect(appendOne(store, 2)).rejects.toThrow(StoreUnavailable);
    await expect(everything(store)).rejects.toThrow(StoreUnavailable);
    await store.close();
  });

  it('has a small write-ahead log again after a long reader has left', async () => {
    const folder = newFolder();
    const store = openSqliteEventStore({ folder });
    const some = async (from: number) => {
      for (let n = from; n < from + 40; n += 1)
        await store.append([
          { stream: `s${n}`, expected: 'noStream', events: [{ ...newEvent(n), data: 'x'.repeat(250_000) }] },
        ]);
    };
    await some(0);
    const reader = new Database(join(folder, 'ledger.db'), { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM events').get();
    await some(100);
    reader.close();
    const bytes = () => statSync(join(folder, 'ledger.db-wal')).size;
    const grown = bytes();
    await some(200);
    expect(grown).toBeGreaterThan(9_000_000);
    expect(bytes()).toBeLessThan(5_500_000);
    await store.close();
  });

  it('puts all appends of one turn of the event loop into one transaction', async () => {
    const folder = newFolder();
    const store = openSqliteEventStore({ folder });
    const before = commits(folder);
    await Promise.all(numbers(100).map((n) => appendOne(store, n)));
    expect(commits(folder) - before).toBe(1);
    await appendOne(store, 100);
    await appendOne(store, 101);
    expect(commits(folder) - before).toBe(3);
    await store.close();
  });

  it('checks the appends of one transaction as if they had come one by one', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (appends) => {
        const store = openSqliteEventStore({ folder: newFolder() });
        const naive = new NaiveLedger();
        const verdicts = await Promise.allSettled(appends.map((writes) => store.append(writes)));
        for (const [i, verdict] of verdicts.entries()) {
          const expected = naive.append(appends[i]!);
          expect(verdict.status === 'fulfilled' ? verdict.value.map(withoutCursor) : verdict.reason.name).toEqual(
            expected,
          );
        }
        expect((await everything(store)).map(withoutCursor)).toEqual(naive.log);
        await store.close();
      }),
      { numRuns: 60 },
    );
  });

  it('is overloaded when too many appends wait, and takes new ones afterwards', async () => {
    const store = openSqliteEventStore({ folder: newFolder(), maxWaiting: 3 });
    const verdicts = await Promise.allSettled(numbers(5).map((n) => appendOne(store, n)));
    expect(verdicts.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    expect(verdicts[4]).toMatchObject({ reason: expect.any(StoreOverloaded) });
    expect(await appendOne(store, 4)).toMatchObject([{ position: 3 }]);
    await store.close();
  });

  it('is unavailable, not wrong, when what it reads is damaged under it', async () => {
    const folder = newFolder();
    const writer = openSqliteEventStore({ folder });
    await appendOne(writer, 1);
    await writer.close();
    const store = openSqliteEventStore({ folder, readOnly: true });
    const file = join(folder, 'ledger.db');
    writeFileSync(file, readFileSync(file).fill(0xff, 4096));
    await expect(everything(store)).rejects.toThrow(StoreUnavailable);
    await store.close();
  });

  it('keeps every acknowledged append, and no half append, when its process is killed', async () => {
    const folder = newFolder();
    for (const round of [1, 2, 3]) {
      const writer = startWriter(folder);
      expect((await writer.lines.next()).value).toBe('open');
      let acknowledged = -1;
      for (let i = 0; i < 40 * round; i++) acknowledged = Number((await writer.lines.next()).value);
      writer.process.kill('SIGKILL');
      await writer.gone;

      const reader = openSqliteEventStore({ folder, readOnly: true });
      const events = await everything(reader);
      await reader.close();
      expect(events.length).toBeGreaterThan(acknowledged);
      expectWhole(events);
    }
  });

  it('rejects every append that a full disk stops, shows none of it, and continues when there is room', async () => {
    const folder = newFolder();
    await openSqliteEventStore({ folder }).close();
    const writer = startWriter(folder, 60, 600); // 300 KiB a file: the log is full after some twenty appends
    const printed: string[] = [];
    for (let line = await writer.lines.next(); !line.done; line = await writer.lines.next()) printed.push(line.value);
    await writer.gone;

    expect(printed.shift()).toBe('open');
    const [, seen] = printed.pop()!.split(' ');
    const acknowledged = printed.filter((line) => line !== 'StoreUnavailable').map(Number);
    expect(printed).toContain('StoreUnavailable');
    expect(acknowledged).toEqual(acknowledged.map((_, i) => 3 * i + 2));
    expect(Number(seen)).toBe(3 * acknowledged.length);

    const store = openSqliteEventStore({ folder });
    const events = await everything(store);
    expect(events).toHaveLength(3 * acknowledged.length);
    expectWhole(events);
    expect(await appendOne(store, 100_000)).toMatchObject([{ position: events.length }]);
    await store.close();
  });
});

/** Each append of testing/writer.ts has three events in two streams. */
const expectWhole = (events: readonly StoredEvent[]) => {
  expect(events.length % 3).toBe(0);
  expect(events.map(({ position }) => position)).toEqual(numbers(events.length));
  expect(events.map(({ revision }) => revision)).toEqual(numbers(events.length).map((n) => (n % 3 === 1 ? 1 : 0)));
};

/**
 * The number of transactions in the write-ahead log since it began. Each one ends with one frame that names the size of
 * the database (https://www.sqlite.org/fileformat.html#the_write_ahead_log). Valid until the log is reset after 1,000
 * pages.
 */
const commits = (folder: string): number => {
  const wal = readFileSync(join(folder, 'ledger.db-wal'));
  if (wal.length === 0) return 0;
  const frame = 24 + wal.readUInt32BE(8);
  let found = 0;
  for (let at = 32; at < wal.length; at += frame) if (wal.readUInt32BE(at + 4) > 0) found++;
  return found;
};

const withoutCursor = ({ cursor: _, ...event }: StoredEvent) => event;
