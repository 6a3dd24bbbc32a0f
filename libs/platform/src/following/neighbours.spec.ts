import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { forum } from '@jwg/domain';
import { StoreUnavailable } from '@jwg/event-sourcing';
import { v5 } from 'uuid';
import { readiness } from '../health/readiness.js';
import { Platform } from '../platform.js';
import { openSession } from '../testing/open-session.js';
import type { RequestContext } from '../writing/request-context.js';

const as = (name: string): RequestContext => ({
  actor: { id: 'someone', role: 'recorder' },
  commandId: v5(name, v5.URL),
});
let folder: string;
let platform: Platform;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jwg-neighbours-'));
  platform = await Platform.open({ folder });
  await openSession(platform.ledger, as);
  platform.start();
});
afterEach(async () => {
  await platform.close();
  rmSync(folder, { recursive: true, force: true });
});

const change = (name: string, type: 'MarkForumDormant' | 'ReviveForum') =>
  platform.ledger.transact(forum, 'st', { type, data: { reason: name } }, {}, as(name));

/** The longest that this thread had no time for anything else while the work went on. */
const longestPause = async (work: () => Promise<unknown>): Promise<number> => {
  let [last, longest] = [performance.now(), 0];
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  await work();
  await sleep(10);
  clearInterval(timer);
  return longest;
};

describe('While another program holds the lock of the read models’ file', () => {
  it('commands are carried out and everything else goes on; what is told catches up afterwards', async () => {
    const first = await change('before', 'MarkForumDormant');
    expect(await platform.caughtUpTo(first.cursor!, 5_000)).toBe(true);
    // No receipt waits for the index of words, which is in the same file.
    const words = platform.followers.find(({ name }) => name === 'spoken')!;
    expect(await words.running.caughtUpTo(first.events.at(-1)!.position, 5_000)).toBe(true);
    const other = new Database(join(folder, 'read-models.db'));
    other.exec('BEGIN IMMEDIATE');
    let last = '';
    const pause = await longestPause(async () => {
      last = (await change('during', 'ReviveForum')).cursor!;
      await sleep(1_500);
      last = (await change('during, later', 'MarkForumDormant')).cursor!;
    });
    expect(pause).toBeLessThan(1_000);
    expect(await platform.caughtUpTo(last, 50)).toBe(false);
    other.exec('ROLLBACK');
    other.close();
    expect(await platform.caughtUpTo(last, 10_000)).toBe(true);
  });
});

describe('When the data folder is deleted under the server', () => {
  it('no command is said to be carried out, and the server is not ready', async () => {
    const first = await change('before', 'MarkForumDormant');
    expect(await platform.caughtUpTo(first.cursor!, 5_000)).toBe(true);
    rmSync(folder, { recursive: true });
    await expect(change('after', 'ReviveForum')).rejects.toThrow(StoreUnavailable);
    for (let tries = 0; tries < 100 && readiness(platform.followers).status === 'ready'; tries += 1) await sleep(200);
    expect(readiness(platform.followers).status).toBe('notReady');
  });
});
