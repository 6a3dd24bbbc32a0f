import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import Database from 'better-sqlite3';
import { carryIntoEffect, forum } from '@jwg/domain';
import { eventsAfter, type StoredEvent } from '@jwg/event-sourcing';
import { Platform, readiness, rowsThere, type RequestContext } from '@jwg/platform';
import { foldedRows, projections, type RowReader } from '@jwg/read-models';
import { v5 } from 'uuid';
import { ROWS_THREAD, RowsThread } from '../libs/platform/src/following/rows-thread.js';
import { openAdapters } from '../libs/platform/src/opening/open-adapters.js';
import { openSession } from '../libs/platform/src/testing/open-session.js';
import { cli, dataFolder } from './server.js';

const as = (name: string): RequestContext => ({
  actor: { id: 'someone', role: 'recorder' },
  commandId: v5(name, v5.URL),
});
let folder: string;
let remove: () => void;
let platform: Platform;
let thread: Worker;
let threads: number;
let logged: string[];
let changes: number;

beforeAll(() => cli(['--help']), 240_000); // it builds what the thread runs
beforeEach(async () => {
  ({ folder, remove } = dataFolder());
  [threads, changes, logged] = [0, 0, []];
  const log = (line: unknown) => void logged.push(String(line));
  Logger.overrideLogger({ log, warn: log, error: log });
  const rowsThread = new RowsThread({ folder }, () => {
    threads += 1;
    return (thread = new Worker(ROWS_THREAD, { workerData: { folder } }));
  });
  platform = new Platform({ ...(await openAdapters({ folder })), rowsThread });
  await openSession(platform.ledger, as);
  platform.start();
});
afterEach(async () => {
  await platform.close();
  remove();
});

const change = async () => {
  changes += 1;
  const type = changes % 2 ? 'MarkForumDormant' : 'ReviveForum';
  return platform.ledger.transact(forum, 'st', { type, data: { reason: `${changes}` } }, {}, as(`change ${changes}`));
};
const rowsIn = async (reader: RowReader): Promise<unknown> =>
  JSON.parse(JSON.stringify(await Promise.all(projections.map((it) => reader.find(it)))));
const expectRowsAsFolded = async () => {
  const events: StoredEvent[] = [];
  for await (const event of eventsAfter(platform.store)) events.push(event);
  const position = await platform.rows.position(...projections);
  expect(position).toBe(events.at(-1)!.position);
  const kept = await rowsIn(platform.rows.at(position, { wholeLedger: true }));
  expect(kept).toEqual(await rowsIn(foldedRows(events, projections)));
};
const answered = projections.filter(({ name }) => name !== 'spoken');
const words = () => platform.followers.find(({ name }) => name === 'spoken')!.running;
/** Every projection, the index of words too, for which no receipt waits. */
const allHave = async (cursor: string) => {
  expect(await platform.caughtUpTo(cursor, 20_000)).toBe(true);
  expect(await words().caughtUpTo((await platform.store.last())!.position, 20_000)).toBe(true);
};

describe('The thread that keeps the rows', () => {
  it('folds what is recorded, tells how far it is, and ends with the server', async () => {
    const { cursor } = await change();
    await allHave(cursor!);
    await expectRowsAsFolded();
    expect(readiness(platform.followers)).toMatchObject({ status: 'ready', reasons: [] });
    const ended = new Promise((resolve) => thread.once('exit', resolve));
    await platform.close();
    expect(await ended).toBe(0);
    expect(
      platform
        .health()
        .map(({ name, state }) => (state === 'stopped' ? [] : name))
        .flat(),
    ).toEqual([]);
  });

  it('has what was just recorded once that is waited for, before any question', async () => {
    await allHave((await change()).cursor!);
    for (let n = 0; n < 50; n += 1) {
      const { events } = await change();
      await rowsThere(platform.followers, 10_000);
      expect(await platform.rows.position(...answered)).toBe(events.at(-1)!.position);
    }
  });

  it('is begun again whenever it ends, wherever it was, and the rows are as the ledger has them', async () => {
    for (let kills = 0; kills < 4; kills += 1) {
      for (let n = 0; n < 60; n += 1) await change();
      while (threads <= kills) await sleep(20); // the last one's place was taken
      await sleep(Math.random() * 40);
      await thread.terminate();
    }
    const { cursor } = await change();
    await allHave(cursor!);
    expect(threads).toBe(5);
    await expectRowsAsFolded();
    expect(logged.filter((line) => line.includes('has ended; it is begun again'))).toHaveLength(4);
  }, 60_000);

  it('says in the server’s log and health why it cannot go on, and goes on', async () => {
    await allHave((await change()).cursor!);
    const other = new Database(join(folder, 'read-models.db'));
    other.exec('BEGIN IMMEDIATE');
    const { cursor } = await change();
    const failing = () => platform.health().filter(({ state }) => state === 'failing');
    while (failing().length === 0) await sleep(20);
    expect(failing()[0]!.failure!.error).toContain('SqliteError: database is locked');
    expect(logged).toContainEqual(expect.stringMatching(/^\w+ fails after position \d+: SqliteError/));
    other.exec('ROLLBACK');
    other.close();
    await allHave(cursor!);
    while (failing().length > 0) await sleep(20);
    await expectRowsAsFolded();
  });

  it('leaves out an event that somebody decided to leave out', async () => {
    await allHave((await change()).cursor!);
    const id = v5('an event', v5.URL);
    expect(await platform.skip('journal', id, 'operator', 'too large')).toBe(true);
    expect(await platform.books.skips.list('journal')).toEqual([{ eventId: id, by: 'operator', reason: 'too large' }]);
    const skipping = () => platform.health().filter(({ skipped }) => skipped.length > 0);
    while (skipping().length === 0) await sleep(20);
    expect(skipping().map(({ name }) => name)).toEqual(['journal']);
    expect(platform.health().map(({ name }) => name)).toContain(carryIntoEffect.name);
  });
});
