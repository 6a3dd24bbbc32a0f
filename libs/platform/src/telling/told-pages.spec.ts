import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jsonText } from '@jwg/audit';
import { storedSample } from '@jwg/domain/samples';
import { openSqliteEventStore } from '@jwg/event-store';
import { openPersonKeys } from '@jwg/read-models';
import type { LedgerStoredEvent } from '../writing/stored-event.js';
import { openFolderLog, type FolderLog } from './folder-log.js';
import { Telling } from './telling.js';
import { ToldPages } from './told-pages.js';

const EVENTS = 60;
const PAGE = 7;
const folder = mkdtempSync(join(tmpdir(), 'jwg-told-'));
let log: FolderLog;
let events: LedgerStoredEvent[];

const idAt = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
/** Commitments of two forums in turn; what is reported is also corrected and taken back. */
const eventAt = (n: number, revision: number) => {
  if (revision === 0) return storedSample('CommitmentRegistered');
  if (revision === 3)
    return storedSample('EntryCorrected', {
      eventId: idAt(n - 4),
      changes: [{ field: 'implementation', from: 'inProgress', to: 'notStarted' }],
    });
  return storedSample(revision === 4 ? 'CommitmentBlocked' : 'ProgressReported');
};

beforeAll(async () => {
  const store = openSqliteEventStore({ folder });
  for (let n = 0; n < EVENTS; n += 1) {
    const [stream, revision] = [`commitment-${n % 2 ? 'a' : 'b'}.1.c${1 + (n % 4)}`, Math.floor(n / 4)];
    const event = { ...eventAt(n, revision % 6), id: idAt(n) };
    await store.append([{ stream, expected: revision === 0 ? 'noStream' : revision - 1, events: [event] }]);
  }
  events = (await store.readAll(undefined, EVENTS)) as LedgerStoredEvent[];
  await (await openPersonKeys({ folder })).close();
  await store.close();
  log = await openFolderLog(folder);
});
afterAll(async () => {
  await log.close();
  rmSync(folder, { recursive: true });
});

const toTell = { folder, forum: 'a' };
const inOnePiece = () => {
  const telling = new Telling('a');
  const ofForum = events.filter(({ stream }) => telling.isOfForum(stream));
  return telling.tell(ofForum, []).map((it) => `${jsonText(it)}\n`);
};

describe('Pages of a history', () => {
  it('are the history as it is told in one piece', async () => {
    const pages = new ToldPages(log, toTell);
    let lines = '';
    for (let from = 0; from < EVENTS; from += PAGE)
      lines += await pages.lines({ from, upTo: Math.min(from + PAGE, EVENTS) });
    expect(lines).toBe(inOnePiece().join(''));
    expect(lines).toContain('Entry corrected: ProgressReported: ');
  });

  it('begin anywhere, with all statuses as they are then', async () => {
    const lines = await new ToldPages(log, toTell).lines({ from: 31, upTo: EVENTS });
    expect(lines).toBe(inOnePiece().slice(15).join(''));
  });
});
