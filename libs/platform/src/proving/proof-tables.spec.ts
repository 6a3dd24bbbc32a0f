import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openMemoryEventStore } from '@jwg/event-store';
import { CheckpointMoved, step, type EventStore, type FollowerBooks, type StoredEvent } from '@jwg/event-sourcing';
import { entryOf, GrowingTree, leafOf, verifyConsistency, verifyInclusion } from '@jwg/ledger-proof';
import { openBooks, openRows, type Rows } from '@jwg/read-models';
import pg from 'pg';
import { startPostgres, type OwnServer } from '../../../../test/postgres.js';
import { notaryFollower } from './notary.js';
import { ProofTables } from './proof-tables.js';
import { proofsOf } from './proofs.js';

let server: OwnServer;
let database: string;
let made = 0;
const admin = async (statement: string, url = server.url) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
};

/** Cursors that are no positions, as KurrentDB has. */
const opaque = (cursor: string | undefined) => (cursor === undefined ? undefined : `at-${cursor}`);
const withOpaqueCursors = (store: EventStore): EventStore => ({
  ...store,
  append: (writes) => store.append(writes),
  last: () => store.last(),
  readAll: async (after, limit) =>
    (await store.readAll(after?.replace(/^at-/, ''), limit)).map((it) => ({ ...it, cursor: opaque(it.cursor)! })),
});

interface Process {
  readonly store: ProofTables;
  readonly rows: Rows;
  readonly books: FollowerBooks;
}
let events: EventStore;
let processes: Process[];
const open = async (): Promise<Process> => {
  const rows = await openRows({ postgres: database });
  const books = await openBooks({ beside: rows });
  const it = { rows, books, store: new ProofTables(books.proof!) };
  processes.push(it);
  return it;
};
const say = async (count: number, text = 'said') => {
  const first = ((await events.last())?.position ?? -1) + 1;
  const said = Array.from({ length: count }, (_, n) => ({
    id: `00000000-0000-4000-8000-${String(first + n).padStart(12, '0')}`,
    type: 'Said',
    schemaVersion: 1,
    data: { text },
    metadata: {},
    recordedAt: '2024-05-16T00:00:00.000Z',
  }));
  await events.append([{ stream: 'talk', expected: first === 0 ? 'noStream' : first - 1, events: said }]);
};
const run = async (store: ProofTables, limit = 500) => {
  while ((await step(events, notaryFollower(store, 0), limit)) > 0);
};
const all = (): Promise<StoredEvent[]> => events.readAll(undefined, 100_000);
const rootOf = (of: readonly StoredEvent[]) => {
  const tree = GrowingTree.empty();
  for (const event of of) tree.add(leafOf(event));
  return Buffer.from(tree.root());
};
const bytes = (hash: string) => Buffer.from(hash, 'base64');

beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server.stop());
beforeEach(async () => {
  const name = `proofs_${(made += 1)}`;
  await admin(`create database ${name} encoding 'UTF8' template template0`);
  database = new URL(`/${name}`, server.url).href;
  events = withOpaqueCursors(openMemoryEventStore());
  processes = [];
});
afterEach(async () => {
  for (const { books, rows } of processes) {
    await books.close();
    await rows.close();
  }
});

describe('What the notary keeps in PostgreSQL', () => {
  it('leads to the root of all events, and proves each of them, though positions are no cursors there', async () => {
    const [{ store }, { store: other }] = [await open(), await open()];
    for (const more of [1, 254, 1, 1, 300, 43]) {
      await say(more);
      await run(store, 97);
    }
    const its = await all();
    expect(Buffer.from((await other.latest())!.head.root)).toEqual(rootOf(its));
    const proofs = proofsOf({ store: other, stored: events }, [], () => new Date());
    for (const position of [0, 1, 255, 256, 257, 511, 512, 599]) {
      const { entry, proof, leaf, root, size } = await proofs.inclusion(position);
      expect(entry).toBe(entryOf(its[position]!));
      const path = { leaf: bytes(leaf), index: position, size, proof: proof.map(bytes), root: bytes(root) };
      expect(verifyInclusion(path)).toBe(true);
      const made = await proofs.consistency(position);
      const roots = { rootFrom: rootOf(its.slice(0, position)), rootTo: bytes(root) };
      expect(verifyConsistency({ from: position, to: size, proof: made.proof.map(bytes), ...roots })).toBe(true);
    }
    expect((await proofs.tiles.tile('tile/entries/001'))!.length).toBeGreaterThan(256 * 100);
  });

  it('is signed by one after the other when several notaries work at once, and all with one key', async () => {
    const notaries = [await open(), await open(), await open()];
    const keys = await Promise.all(notaries.map(({ store }) => store.key()));
    expect(new Set(keys.map(({ publicKey }) => publicKey)).size).toBe(1);
    let lost = 0;
    const seen = new Map<number, string>();
    for (let round = 0; round < 25; round += 1) {
      await say(11);
      const outcomes = await Promise.allSettled(
        notaries.map(({ store }, n) => step(events, notaryFollower(store, 0), 5 + n)),
      );
      for (const it of outcomes)
        if (it.status === 'rejected') {
          expect(it.reason).toBeInstanceOf(CheckpointMoved);
          lost += 1;
        }
      const { head } = (await notaries[0]!.store.latest())!;
      seen.set(head.size, Buffer.from(head.root).toString('base64'));
    }
    expect(lost).toBeGreaterThan(0);
    await run(notaries[1]!.store);
    const its = await all();
    for (const [size, root] of seen) expect(root).toBe(rootOf(its.slice(0, size)).toString('base64'));
    expect(Buffer.from((await notaries[2]!.store.latest())!.head.root)).toEqual(rootOf(its));
  }, 60_000);

  it('stands still when hashes, checkpoint or key are not what they were', async () => {
    const { store } = await open();
    await say(300);
    await run(store);
    await say(1);
    const flip = `update proof_tiles set hashes = set_byte(hashes, 7, 1 # get_byte(hashes, 7)) where level = 0 and index = 1`;
    await admin(flip, database);
    await expect(run(store)).rejects.toThrow(/do not have the root that was signed at size 300/);
    await admin(flip, database);
    await admin('update proof_tiles set level = 7 where level = 1', database);
    await expect(run(store)).rejects.toThrow(/hashes are missing/);
    await admin('update proof_tiles set level = 1 where level = 7', database);
    await run(store);
    await say(1);
    await admin("update proof_signed set note = replace(note, E'\\n301\\n', E'\\n302\\n')", database);
    await expect(run(store)).rejects.toThrow(/checkpoint is damaged/);
    await admin("delete from proof_texts where name = 'key'", database);
    await expect(run((await open()).store)).rejects.toThrow(/key is missing/);
  });

  it('goes on from what is stored, not from what a process remembers, when the database was put back', async () => {
    const { store } = await open();
    const notary = notaryFollower(store, 0);
    await say(10);
    await step(events, notary, 100);
    await admin('create table kept as select * from proof_signed', database);
    await say(10);
    await step(events, notary, 100);
    await admin('update proof_signed set (note, cursor) = (select note, cursor from kept)', database);
    await step(events, notary, 100);
    expect(Buffer.from((await store.latest())!.head.root)).toEqual(rootOf(await all()));
  });
});
