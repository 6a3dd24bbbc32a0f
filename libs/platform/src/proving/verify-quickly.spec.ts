import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { step, type EventStore, type NewEvent } from '@jwg/event-sourcing';
import { openSqliteEventStore } from '@jwg/event-store';
import { GrowingTree, leafOf, type TreeHead } from '@jwg/ledger-proof';
import { notaryFollower } from './notary.js';
import { ProofFolder, proofFolderOf } from './proof-folder.js';
import { partHere, partInThread } from './quick/parts.js';
import type { Share } from './quick/share.js';
import { verifyQuickly } from './verify-quickly.js';

const EVENTS = 9_000;
const STREAMS = 37;
const UNSIGNED = 50;

const folder = mkdtempSync(join(tmpdir(), 'jwg-quickly-'));
const proof = new ProofFolder(proofFolderOf(folder));
let store: EventStore;

const event = (n: number): NewEvent => ({
  id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  type: 'Said',
  schemaVersion: 1,
  data: {
    text: `said ${n} – 说`,
    n,
    more: { z: [1, { y: 2, b: 'x' }], a: null },
    ...(n % 50 === 0 && { 'schlüssel"': 1 }),
  },
  metadata: { visibility: n % 3 === 0 ? 'sideInternal' : 'public', nonce: `nonce ${n}`, actor: { role: 'x', id: 'y' } },
  recordedAt: '2024-05-16T00:00:00.000Z',
});

beforeAll(async () => {
  mkdirSync(proofFolderOf(folder));
  const writing = openSqliteEventStore({ folder });
  const write = async (from: number, to: number) => {
    for (let n = from; n < to; n += 1) {
      const revision = Math.floor(n / STREAMS);
      const expected = revision === 0 ? ('noStream' as const) : revision - 1;
      void writing.append([{ stream: `talk-${n % STREAMS}`, expected, events: [event(n)] }]);
      if (n % 1_000 === 999) await writing.last().then(() => new Promise(setImmediate));
    }
    await new Promise(setImmediate);
  };
  await write(0, EVENTS - UNSIGNED);
  const notary = notaryFollower(proof, 0);
  while ((await step(writing, notary, 1_000)) > 0);
  await write(EVENTS - UNSIGNED, EVENTS);
  await writing.close();
  store = openSqliteEventStore({ folder, readOnly: true });
}, 60_000);
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const inTypeScript = fileURLToPath(new URL('../../../event-store/src/sqlite/testing/typescript.mjs', import.meta.url));
const thread = (share: Share) =>
  partInThread(
    share,
    new Worker(new URL('quick/part-thread.ts', import.meta.url), {
      workerData: share,
      execArgv: ['--experimental-transform-types', '--no-warnings', '--import', inTypeScript],
    }),
  );
const looked = (threads: number, openThread = thread) => {
  const { head } = proof.latest()!;
  return verifyQuickly({ folder, store, proof, heads: [head], head, threads, openThread });
};
/** What is found after a change of the file, which is then taken back. */
const after = async (change: string, back: string, threads = 0, openThread = thread) => {
  const db = new Database(join(folder, 'ledger.db'));
  try {
    db.exec(`PRAGMA foreign_keys = OFF; ${change}`);
    return await looked(threads, openThread);
  } finally {
    db.exec(back);
    db.close();
  }
};

describe('A quick look at a ledger', () => {
  it('has the root of all events, with threads as without, signed or not yet', async () => {
    const { root } = await treeOfAll();
    for (const threads of [0, 2]) expect(await looked(threads)).toMatchObject({ events: EVENTS, root, wrong: [] });
  }, 60_000);

  it('has doubts in a thread too', async () => {
    const change = (to: string) => `UPDATE events SET recorded_at = '${to}' WHERE position = 3000`;
    expect(await after(change('1999-01-01'), change('2024-05-16T00:00:00.000Z'), 2)).toBeUndefined();
    expect(await looked(0)).toBeDefined();
  }, 60_000);

  it('has doubts wherever an event is another one, in each share and at both ends of each request', async () => {
    const change = (at: number, to: string) => `UPDATE events SET recorded_at = '${to}' WHERE position = ${at}`;
    for (const at of [0, 1, 2, 2_047, 2_048, 4_095, 4_096, EVENTS - UNSIGNED - 1]) {
      const back = change(at, '2024-05-16T00:00:00.000Z');
      expect([at, await after(change(at, '1999-01-01'), back, 3, partHere)]).toEqual([at, undefined]);
    }
    expect(await looked(3, partHere)).toMatchObject({ events: EVENTS, wrong: [] });
  }, 60_000);

  it('knows the root of each smaller tree that was signed, within a request and at its end', async () => {
    const { head } = proof.latest()!;
    for (const size of [2_047, 2_048, 5_000]) {
      const { root } = await treeOfAll(size);
      const smaller = { ...head, size, root };
      const seen = (heads: TreeHead[]) => verifyQuickly({ folder, store, proof, heads, head, threads: 0 });
      expect(await seen([head, smaller, smaller])).toMatchObject({ wrong: [] });
      expect(await seen([head, { ...smaller, root: Buffer.from(root).reverse() }])).toBeUndefined();
    }
  }, 60_000);

  it.each([
    [
      'a text',
      `UPDATE events SET data = replace(data, 'said 4321 ', 'said 4322 ') WHERE position = 4321`,
      `UPDATE events SET data = replace(data, 'said 4322 ', 'said 4321 ') WHERE position = 4321`,
    ],
    [
      'a time',
      `UPDATE events SET recorded_at = '2024-05-16T00:00:00.001Z' WHERE position = 2047`,
      `UPDATE events SET recorded_at = '2024-05-16T00:00:00.000Z' WHERE position = 2047`,
    ],
    [
      'the name of a stream',
      `UPDATE streams SET name = 'talk-x' WHERE first = 5`,
      `UPDATE streams SET name = 'talk-5' WHERE first = 5`,
    ],
    [
      'a revision that nobody has signed yet',
      `UPDATE events SET revision = 9999 WHERE position = ${EVENTS - 1}`,
      `UPDATE events SET revision = ${Math.floor((EVENTS - 1) / STREAMS)} WHERE position = ${EVENTS - 1}`,
    ],
    [
      'a place',
      'UPDATE events SET position = 99999 WHERE position = 3000',
      'UPDATE events SET position = 3000 WHERE position = 99999',
    ],
  ])('has doubts where %s is another one', async (_, change, back) =>
    expect(await after(change, back)).toBeUndefined(),
  );

  it('has none where only the way of writing is another one', async () => {
    const change = (from: string, to: string) =>
      `UPDATE events SET data = replace(data, '${from}', '${to}') WHERE position = 4321`;
    const here = await after(change('"n":', '"\\u006e":'), change('"\\u006e":', '"n":'));
    expect(here).toMatchObject({ wrong: [] });
  });
});

const treeOfAll = async (size = EVENTS) => {
  const tree = GrowingTree.empty();
  for (let after: string | undefined; ;) {
    const page = await store.readAll(after, 500);
    for (const it of page.slice(0, size - tree.size)) tree.add(leafOf(it));
    if (tree.size === size) return { root: tree.root() };
    after = page.at(-1)!.cursor;
  }
};
