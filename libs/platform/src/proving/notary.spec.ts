import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMemoryEventStore } from '@jwg/event-store';
import { CheckpointMoved, follow, step, type EventStore, type NewEvent } from '@jwg/event-sourcing';
import {
  consistencyProof,
  entryOf,
  leafHash,
  nodeHash,
  noteVerifier,
  parseCheckpoint,
  parseNote,
  signedBy,
  verifyConsistency,
  type TreeHead,
} from '@jwg/ledger-proof';
import { notaryFollower } from './notary.js';
import { proofFilesIn, type ProofFiles } from './proof-files.js';
import { ProofFolder } from './proof-folder.js';
import { ProofUnusable } from './proof-unusable.js';

let path: string;
let store: EventStore;
let folder: ProofFolder;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'jwg-notary-'));
  store = openMemoryEventStore();
  folder = new ProofFolder(path);
});
afterEach(() => rmSync(path, { recursive: true }));

const event = (n: number, text = 'said'): NewEvent => ({
  id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  type: 'Said',
  schemaVersion: 1,
  data: { n, text },
  metadata: { visibility: n % 3 === 0 ? 'sideInternal' : 'public' },
  recordedAt: '2024-05-16T00:00:00.000Z',
});
const say = async (events: number, into = store, text?: string) => {
  const first = ((await into.last())?.position ?? -1) + 1;
  const said = Array.from({ length: events }, (_, n) => event(first + n, text));
  await into.append([{ stream: 'talk', expected: first === 0 ? 'noStream' : first - 1, events: said }]);
};
const run = async (notary = notaryFollower(folder, 0), over = store, limit = 500) => {
  while ((await step(over, notary, limit)) > 0);
};
/** The root that the events themselves lead to, by the definition. */
const rootOfEvents = async (size: number) => {
  const leaves = (await store.readAll(undefined, 100_000)).map((it) => leafHash(entryOf(it)));
  const root = (from: number, to: number): Buffer => {
    if (to - from === 1) return leaves[from]!;
    let half = 1;
    while (half * 2 < to - from) half *= 2;
    return nodeHash(root(from, from + half), root(from + half, to));
  };
  return root(0, size);
};
const signedHead = (): TreeHead => {
  const note = parseNote(folder.latest()!.note);
  expect(signedBy(note, [noteVerifier(folder.key().publicKey)])).toHaveLength(1);
  return parseCheckpoint(note.text);
};

describe('The notary', () => {
  it('signs the root of all events as they are stored, whichever batches they come in', async () => {
    for (const more of [1, 2, 252, 1, 1, 3, 700]) {
      await say(more);
      await run();
      const { size, root, origin } = signedHead();
      expect(size).toBe((await store.last())!.position + 1);
      expect(Buffer.from(root)).toEqual(await rootOfEvents(size));
      expect(origin).toBe(folder.key().origin);
    }
  });

  it('signs nothing where there is nothing, and needs no new signature when nothing has come', async () => {
    await run();
    expect(folder.latest()).toBeUndefined();
    await say(3);
    await run();
    const { note } = folder.latest()!;
    await run();
    expect(folder.latest()!.note).toBe(note);
  });

  it('signs within a second of an event while it runs, and after the last one', async () => {
    const running = follow(store, notaryFollower(folder));
    running.start();
    store.watch((position) => running.nudge(position));
    try {
      for (let n = 0; n < 10; n += 1) {
        await say(7);
        expect(await running.caughtUpTo(n * 7 + 6, 1_000)).toBe(true);
        expect(signedHead().size).toBeGreaterThanOrEqual(n * 7 + 7);
      }
    } finally {
      await running.stop();
    }
  });

  it('leaves out no event, though a human says that it shall skip one', async () => {
    await say(2);
    const [first] = await store.readAll(undefined, 1);
    await notaryFollower(folder).skip(first!, undefined);
    await run();
    expect(Buffer.from(signedHead().root)).toEqual(await rootOfEvents(2));
  });

  it('does not sign after another process has', async () => {
    await say(2);
    const batch = await store.readAll(undefined, 2);
    await run();
    await expect(notaryFollower(folder, 0).handle(batch, undefined)).rejects.toThrow(CheckpointMoved);
  });
});

describe('The notary, killed at any point of its writing,', () => {
  class Killed extends Error {}

  /** Writes that end after so many steps: in the middle of the bytes, or before the file is replaced. */
  const killedAfter = (steps: number): ProofFiles => {
    const files = proofFilesIn(path);
    let left = steps;
    const mayGoOn = () => (left -= 1) >= 0;
    return {
      async writeAt(file, bytes, offset) {
        if (!mayGoOn()) throw new Killed();
        const half = mayGoOn() ? bytes.length : Math.floor(bytes.length / 2) + 5;
        await files.writeAt(file, bytes.subarray(0, half), offset);
        if (half < bytes.length) throw new Killed();
      },
      async replace(file, text) {
        if (!mayGoOn()) {
          writeFileSync(join(path, `${file}.1.tmp`), text.slice(0, 40));
          throw new Killed();
        }
        await files.replace(file, text);
        if (!mayGoOn()) throw new Killed();
      },
    };
  };

  it('goes on from there, and what it signs then begins with what it had signed', async () => {
    await say(320);
    const wanted = await rootOfEvents(320);
    let kills = 0;
    for (let isDone = false; !isDone;) {
      rmSync(path, { recursive: true });
      try {
        await run(notaryFollower(new ProofFolder(path, killedAfter(kills)), 0), store, 37);
        isDone = true;
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        kills += 1;
      }
      const before = folder.latest()?.head;
      await run(notaryFollower(folder, 0), store, 150);
      const { size, root } = signedHead();
      expect([size, Buffer.from(root)]).toEqual([320, wanted]);
      if (!before) continue;
      const proof = folder.reading((hashes) => consistencyProof(hashes, before.size, size));
      const its = { from: before.size, to: size, proof, rootFrom: before.root, rootTo: root };
      expect(verifyConsistency(its)).toBe(true);
    }
    expect(kills).toBeGreaterThan(30);
  }, 60_000);
});

describe('The notary stands still', () => {
  const failing = async (over = store) => {
    await say(3, over);
    await expect(run(notaryFollower(folder, 0), over)).rejects.toThrow(ProofUnusable);
  };
  const change = (file: string, to: (text: string) => string) =>
    writeFileSync(join(path, file), to(readFileSync(join(path, file), 'utf8')));
  beforeEach(async () => {
    await say(300);
    await run();
  });

  it('when its hashes are not those that it signed, or are missing', async () => {
    const file = join(path, 'hashes.0');
    const bytes = readFileSync(file);
    bytes[299 * 32]! ^= 1;
    writeFileSync(file, bytes);
    await failing();
    truncateSync(file, 299 * 32);
    await failing();
    rmSync(file);
    await failing();
  });

  it('when its checkpoint is damaged, changed or signed by another key, or the key is lost', async () => {
    const whole = readFileSync(join(path, 'checkpoint.json'), 'utf8');
    for (const bad of [whole.slice(0, 50), whole.replace('\\n300\\n', '\\n299\\n'), '']) {
      change('checkpoint.json', () => bad);
      await failing();
    }
    change('checkpoint.json', () => whole);
    const key = readFileSync(join(path, 'key.json'), 'utf8');
    rmSync(join(path, 'key.json'));
    await failing();
    const stranger = mkdtempSync(join(path, 'stranger-'));
    new ProofFolder(stranger).key();
    const { origin } = JSON.parse(key) as { origin: string };
    const other = JSON.parse(readFileSync(join(stranger, 'key.json'), 'utf8')) as object;
    writeFileSync(join(path, 'key.json'), JSON.stringify({ ...other, origin }));
    await failing();
    writeFileSync(join(path, 'key.json'), key);
    await run();
    expect(signedHead().size).toBeGreaterThan(300);
  });

  it('when the ledger no longer has what was signed', async () => {
    const shorter = openMemoryEventStore();
    await say(200, shorter);
    await expect(run(notaryFollower(folder, 0), shorter)).rejects.toMatchObject({ name: 'UnknownCursor' });
    expect(signedHead().size).toBe(300);
  });

  it('but not because more hashes are there than the checkpoint covers', async () => {
    appendFileSync(join(path, 'hashes.0'), Buffer.alloc(50));
    await say(5);
    await run();
    expect(Buffer.from(signedHead().root)).toEqual(await rootOfEvents(305));
  });
});
