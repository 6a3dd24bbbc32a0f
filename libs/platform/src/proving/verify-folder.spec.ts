import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteEventStore } from '@jwg/event-store';
import { step, type NewEvent } from '@jwg/event-sourcing';
import { cosigner, cosignerKeyText, parseNote, signNote, withSignatures } from '@jwg/ledger-proof';
import { notaryFollower } from './notary.js';
import { ProofFolder, proofFolderOf } from './proof-folder.js';
import { verifyFolder } from './verify-folder.js';

const EVENTS = 160;
const STREAMS = 4;

const root = mkdtempSync(join(tmpdir(), 'jwg-verify-'));
const folder = join(root, 'ledger');
const file = join(folder, 'ledger.db');
const earlier = join(root, 'earlier');
let whole: Buffer;

const event = (n: number): NewEvent => ({
  id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  type: 'Said',
  schemaVersion: 1,
  data: { n, text: `said ${n}` },
  metadata: { visibility: n % 3 === 0 ? 'sideInternal' : 'public', nonce: `nonce ${n}` },
  recordedAt: `2024-05-16T00:00:${String(n % 60).padStart(2, '0')}.000Z`,
});

/** Writes up to so many events in all, and signs them. */
const grow = async (to: number) => {
  const store = openSqliteEventStore({ folder });
  for (let n = ((await store.last())?.position ?? -1) + 1; n < to; n += 1) {
    const revision = Math.floor(n / STREAMS);
    const expected = revision === 0 ? 'noStream' : revision - 1;
    await store.append([{ stream: `talk-${n % STREAMS}`, expected, events: [event(n)] }]);
  }
  const notary = notaryFollower(new ProofFolder(proofFolderOf(folder)), 0);
  while ((await step(store, notary, 7)) > 0);
  await store.close();
};

beforeAll(async () => {
  await grow(EVENTS - 20);
  cpSync(folder, earlier, { recursive: true });
  await grow(EVENTS);
  whole = readFileSync(file);
});
afterAll(() => rmSync(root, { recursive: true }));
beforeEach(() => put(whole));

const put = (bytes: Buffer) => {
  for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
  writeFileSync(file, bytes);
};
const verified = (more: object = {}) => verifyFolder({ folder, ...more });
const firstWrong = async (more: object = {}) => (await verified(more)).wrong[0];

/** Changes the file itself, past everything of ours. */
const tamper = <T>(work: (db: Database.Database) => T): T => {
  const db = new Database(file);
  try {
    db.pragma('synchronous = OFF');
    db.pragma('foreign_keys = OFF');
    return db.transaction(work)(db);
  } finally {
    db.close();
  }
};

/** The same numbers in every run. */
const random = (() => {
  let seed = 20_261_129;
  return (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
})();

const set = (column: string, value: string) => (db: Database.Database, at: number) => {
  db.prepare(`UPDATE events SET ${column} = ${value} WHERE position = ?`).run(at);
  return at;
};
/** Moves the events from a place on by one place, as a forger would who leaves no gap. */
const shift = (db: Database.Database, from: number, by: 1 | -1) => {
  db.prepare('UPDATE events SET position = -position - 1000 WHERE position >= ?').run(from);
  db.prepare('UPDATE events SET position = -position - 1000 + ? WHERE position < 0').run(by);
};
/** Gives each stream revisions without a gap again. */
const renumber = (db: Database.Database) => {
  db.exec('UPDATE events SET revision = revision + 1000');
  db.exec(`UPDATE events SET revision = (SELECT count(*) FROM events AS e
             WHERE e.stream = events.stream AND e.position < events.position)`);
};
const CONTENT = ['id', 'type', 'schema_version', 'recorded_at', 'data', 'metadata'];

/** Each changes the ledger, and answers the first position that is then another one. */
const forgeries: Readonly<Record<string, (db: Database.Database, at: number) => number>> = {
  'edits a text': set('data', `json_set(data, '$.text', 'never said')`),
  'adds to the data': set('data', `json_set(data, '$.more', 1)`),
  'makes an internal event public, or the other way': set(
    'metadata',
    `json_set(metadata, '$.visibility', iif(metadata ->> '$.visibility' = 'public', 'sideInternal', 'public'))`,
  ),
  'changes metadata': set('metadata', `json_set(metadata, '$.nonce', 'another')`),
  'changes the type': set('type', `'Denied'`),
  'changes the version of the form': set('schema_version', 'schema_version + 1'),
  'changes the time': set('recorded_at', `'1999-01-01T00:00:00.000Z'`),
  'changes the id': set('id', 'randomblob(16)'),
  'makes the data unreadable': set('data', `'{'`),
  'moves an event to another stream': (db, at) => {
    db.prepare('UPDATE events SET stream = (stream + 1) % ?, revision = 5000 WHERE position = ?').run(STREAMS, at);
    return at;
  },
  'deletes an event': (db, at) => {
    db.prepare('DELETE FROM events WHERE position = ?').run(at);
    return at;
  },
  'deletes an event and closes the gap': (db, at) => {
    db.prepare('DELETE FROM events WHERE position = ?').run(at);
    shift(db, at + 1, -1);
    renumber(db);
    return at;
  },
  'cuts off the end': (db, at) => {
    db.prepare('DELETE FROM events WHERE position >= ?').run(at);
    return at;
  },
  'exchanges two events': (db, at) => {
    const other = (at + 1 + random(EVENTS - 1)) % EVENTS;
    db.prepare('UPDATE events SET position = -1 WHERE position = ?').run(at);
    db.prepare('UPDATE events SET position = ? WHERE position = ?').run(at, other);
    db.prepare('UPDATE events SET position = ? WHERE position = -1').run(other);
    renumber(db);
    return Math.min(at, other);
  },
  'inserts an event': (db, at) => {
    shift(db, at, 1);
    db.exec('UPDATE events SET revision = revision + 1000');
    db.prepare(
      `INSERT INTO events (position, stream, revision, ${CONTENT.join()})
         SELECT ?, stream, 0, randomblob(16), ${CONTENT.slice(1).join()} FROM events WHERE position = 0 OR position = 1`.concat(
        ' LIMIT 1',
      ),
    ).run(at);
    renumber(db);
    return at;
  },
  'renames a stream': (db, at) => {
    const stream = at % STREAMS;
    db.prepare(`UPDATE streams SET name = 'other' WHERE first = ?`).run(stream);
    return stream;
  },
};

describe('jwg verify on a data folder', () => {
  it('finds nothing wrong with a ledger that nobody changed, and writes nothing', async () => {
    expect(await verified()).toMatchObject({ events: EVENTS, wrong: [], unsigned: 0, checkpoint: { size: EVENTS } });
    expect(readFileSync(file)).toEqual(whole);
  });

  it('finds each of 1,000 random changes of the file, and names the first event that is another one', async () => {
    const kinds = Object.keys(forgeries);
    const missed: unknown[] = [];
    let named = 0;
    for (let n = 0; n < 1_000; n += 1) {
      put(whole);
      const [kind, at] = [kinds[n % kinds.length]!, random(EVENTS)];
      const first = tamper((db) => forgeries[kind]!(db, at));
      const found = await firstWrong();
      // At opening the last 100 rows are looked at already; that check says it in words of its own.
      const isSeenAtOpening = first >= EVENTS - 101 && found?.what.includes('ledger.db');
      if (found?.position === first) named += 1;
      else if (!isSeenAtOpening) missed.push([kind, at, first, found]);
    }
    expect(missed).toEqual([]);
    expect(named).toBeGreaterThan(800);
  }, 600_000);

  it('says in words what is wrong', async () => {
    tamper((db) => forgeries['edits a text']!(db, 7));
    expect(await firstWrong()).toEqual({
      position: 7,
      what: 'The event at position 7 (Said in talk-3) is not the one that was signed there.',
    });
    put(readFileSync(join(earlier, 'ledger.db')));
    expect(await firstWrong()).toEqual({
      position: 140,
      what: 'The ledger ends before position 140, and 160 events were signed.',
    });
  });

  it('counts events that came after the checkpoint, and has nothing against them', async () => {
    const behind = join(root, 'behind');
    cpSync(folder, behind, { recursive: true });
    cpSync(join(earlier, 'proof'), join(behind, 'proof'), { recursive: true });
    expect(await verified({ folder: behind })).toMatchObject({ wrong: [], unsigned: 20, checkpoint: { size: 140 } });
  });

  it('finds that a whole folder was put back, or signed anew, only by a checkpoint that was kept elsewhere', async () => {
    const { checkpoint } = await verified();
    const { key, note } = checkpoint!;
    expect((await verifyFolder({ folder: earlier })).wrong).toEqual([]);
    const back = await verifyFolder({ folder: earlier, key, kept: [note] });
    expect(back.wrong).toMatchObject([{ position: 140, what: expect.stringContaining('160 events were signed') }]);

    const anew = join(root, 'anew');
    cpSync(folder, anew, { recursive: true });
    for (const name of ['checkpoint.json', 'hashes.0']) rmSync(join(anew, 'proof', name));
    const db = new Database(join(anew, 'ledger.db'));
    forgeries['edits a text']!(db, 7);
    db.close();
    const store = openSqliteEventStore({ folder: anew });
    while ((await step(store, notaryFollower(new ProofFolder(proofFolderOf(anew)), 0))) > 0);
    await store.close();
    expect((await verifyFolder({ folder: anew, key })).wrong).toEqual([]);
    expect((await verifyFolder({ folder: anew, key, kept: [note] })).wrong).toMatchObject([
      { what: 'The first 160 events are not those that were signed: they have another root.' },
    ]);
  });

  it('trusts no other key than the one that is pinned, and no checkpoint that it has not signed', async () => {
    const { checkpoint } = await verified();
    const stranger = new ProofFolder(mkdtempSync(join(root, 'stranger-'))).key().publicKey;
    const wrong = expect.stringContaining('is not signed by the key of');
    expect((await verified({ key: stranger })).wrong).toEqual([{ what: wrong }]);
    const forged = checkpoint!.note.replace('\n160\n', '\n159\n');
    expect(await firstWrong({ kept: [forged] })).toMatchObject({
      what: expect.stringContaining('is not of this text'),
    });
  });

  it('counts co-signatures by the keys that are given, wherever they are, and finds that one is missing', async () => {
    const { checkpoint } = await verified();
    const [witness, other] = ['pk', 'cn'].map((name) => {
      const { privateKey } = generateKeyPairSync('ed25519');
      return { key: cosignerKeyText(name, privateKey), signer: cosigner(name, privateKey, () => new Date()) };
    });
    const note = checkpoint!.note;
    const { text } = parseNote(note);
    const cosigned = withSignatures(note, parseNote(signNote(text, witness!.signer)).signatures);
    const missing = { what: 'No checkpoint that is here was co-signed by pk with the key that was given.' };
    expect(await firstWrong({ witnesses: [witness!.key] })).toEqual(missing);
    const seen = [{ witness: 'pk', size: EVENTS }];
    expect(await verified({ witnesses: [witness!.key], kept: [cosigned] })).toMatchObject({
      cosigned: seen,
      wrong: [],
    });

    const copy = join(root, 'cosigned');
    const file = join(copy, 'proof', 'cosigned.json');
    const keeping = async (content: string, more: object = {}) => {
      cpSync(folder, copy, { recursive: true });
      writeFileSync(file, content);
      return verified({ folder: copy, ...more });
    };
    const own = JSON.stringify([{ note: cosigned, since: 'now' }]);
    expect(await keeping(own, { witnesses: [witness!.key] })).toMatchObject({ cosigned: seen, wrong: [] });
    expect((await keeping(own, { witnesses: [other!.key] })).wrong).toHaveLength(1);
    expect((await keeping('{')).wrong).toMatchObject([{ what: expect.stringContaining('cosigned.json is damaged') }]);
    expect((await keeping(own.replace('160', '159'))).wrong).not.toEqual([]);
    await expect(verified({ witnesses: [checkpoint!.key] })).rejects.toThrow('Not a public key');
  });

  it('finds changes of what the notary keeps', async () => {
    const copy = join(root, 'copy');
    const changed = async (name: string, to: (bytes: Buffer) => Buffer | string) => {
      cpSync(folder, copy, { recursive: true });
      const its = join(copy, 'proof', name);
      writeFileSync(its, to(readFileSync(its)));
      return (await verifyFolder({ folder: copy })).wrong;
    };
    const flipped = (bytes: Buffer) => {
      bytes[10 * 32]! ^= 1;
      return bytes;
    };
    for (const wrong of [
      await changed('hashes.0', flipped),
      await changed('hashes.0', (bytes) => bytes.subarray(0, 159 * 32)),
      await changed('checkpoint.json', (bytes) => bytes.toString().replace('\\n160\\n', '\\n161\\n')),
      await changed('key.json', () => '{}'),
    ])
      expect(wrong).not.toEqual([]);
  });

  it('cannot verify where there is no ledger', async () => {
    await expect(verifyFolder({ folder: join(root, 'nowhere') })).rejects.toMatchObject({ name: 'LedgerMissing' });
  });
});
