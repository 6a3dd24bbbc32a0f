import { describe, expect, it } from '@jest/globals';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  checkpointText,
  entryOf,
  entryTile,
  GrowingTree,
  keyText,
  leafHash,
  noteSigner,
  parseTilePath,
  signNote,
} from '@jwg/ledger-proof';
import type { LedgerStoredEvent } from '../writing/stored-event.js';
import { verifyServed, type Served } from './verify-served.js';

const ORIGIN = 'ledger.example.org/jwg';
const EVENTS = 300; // two tiles
const STREAMS = 7;
const [own, strange] = [generateKeyPairSync('ed25519').privateKey, generateKeyPairSync('ed25519').privateKey];
const key = keyText(ORIGIN, own);

/** What a server answers with; a forger changes parts of it. */
interface Answers {
  entries: string[];
  leaves: Buffer[];
  events: LedgerStoredEvent[];
  checkpoint: string;
}

const all = Array.from({ length: EVENTS }, (_, position) => ({
  position,
  stream: `talk-${position % STREAMS}`,
  revision: Math.floor(position / STREAMS),
  id: `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`,
  type: 'Said',
  schemaVersion: 1,
  recordedAt: '2024-05-16T00:00:00.000Z',
  data: { text: `said ${position}` },
  metadata: { visibility: position % 9 === 4 ? 'sideInternal' : 'public', actor: { id: 'x', role: 'recorder' } },
  cursor: String(position),
})) as unknown as LedgerStoredEvent[];

const signed = (leaves: readonly Buffer[], by: KeyObject): string => {
  const tree = GrowingTree.empty();
  for (const leaf of leaves) tree.add(leaf);
  return signNote(checkpointText({ origin: ORIGIN, size: tree.size, root: tree.root() }), noteSigner(ORIGIN, by));
};
const honest = (): Answers => {
  const entries = all.map(entryOf);
  const leaves = entries.map((it) => leafHash(it));
  const events = all.filter(({ metadata }) => metadata.visibility === 'public');
  return { entries, leaves, events, checkpoint: signed(leaves, own) };
};

const serving = ({ entries, leaves, events, checkpoint }: Answers): Served => ({
  checkpoint: async () => checkpoint,
  cosigned: async () => undefined,
  tile: async (path) => {
    const { level, index, width } = parseTilePath(path)!;
    const [from, to] = [index * 256, index * 256 + width];
    return level === 'entries' ? entryTile(entries.slice(from, to)) : Buffer.concat(leaves.slice(from, to));
  },
  events: async (after) => {
    const page = events.filter(({ position }) => position > Number(after ?? -1)).slice(0, 50);
    return { events: page, next: page.at(-1)?.cursor };
  },
});
const wrongIn = async (answers: Answers, kept: string[] = []) =>
  (await verifyServed(serving(answers), { key, kept })).wrong;

/** The leaves follow the entries, as those of a forger would who knows how tiles are made. */
const alike = (it: Answers) => (it.leaves = it.entries.map((entry) => leafHash(entry)));

/** Each changes what is served from the honest answers on. */
const forgeries: Readonly<Record<string, (it: Answers, at: number, below: (most: number) => number) => void>> = {
  'drops an entry': (it, at) => void it.entries.splice(at, 1),
  'drops an entry and its leaf': (it, at) => (it.entries.splice(at, 1), alike(it)),
  'edits an entry': (it, at) => (it.entries[at] = it.entries[at]!.replace(/[0-9a-f](?="[^"]*$)/, 'x')),
  'edits an entry and its leaf': (it, at) => {
    it.entries[at] = it.entries[at]!.replace('"position"', '"more":1,"position"');
    alike(it);
  },
  'adds an entry': (it, at) => (it.entries.splice(at, 0, it.entries[at]!), alike(it)),
  'exchanges two entries': (it, at, below) => {
    const other = (at + 1 + below(EVENTS - 1)) % EVENTS;
    [it.entries[at], it.entries[other]] = [it.entries[other]!, it.entries[at]!];
    alike(it);
  },
  'edits a leaf': (it, at) => (it.leaves[at] = leafHash('another')),
  'drops an event': (it, at) => void it.events.splice(at % it.events.length, 1),
  'edits an event': (it, at) => {
    const n = at % it.events.length;
    it.events[n] = { ...it.events[n]!, data: { text: 'never said' } } as unknown as LedgerStoredEvent;
  },
  'adds an event': (it, at) => {
    const n = at % it.events.length;
    it.events.splice(n, 0, { ...it.events[n]!, id: '00000000-0000-4000-8000-ffffffffffff' });
  },
  'cuts the checkpoint, whose signature it keeps': (it, at) =>
    (it.checkpoint = it.checkpoint.replace(`\n${EVENTS}\n`, `\n${at}\n`)),
  'signs with another key': (it) => (it.checkpoint = signed(it.leaves, strange)),
  'shows the checkpoint of another history': (it, at) =>
    (it.checkpoint = signed(it.leaves.with(at, leafHash('another')), own)),
};

/** The same numbers in every run. */
const random = (() => {
  let seed = 20_261_130;
  return (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
})();

describe('jwg verify of what a server shows', () => {
  it('finds nothing wrong with honest answers', async () => expect(await wrongIn(honest())).toEqual([]));

  it.each(Object.entries(forgeries))('finds each of twenty servers that %s', async (_, forge) => {
    const missed: number[] = [];
    for (let n = 0; n < 20; n += 1) {
      const [answers, at] = [honest(), random(EVENTS)];
      forge(answers, at, random);
      if ((await wrongIn(answers)).length === 0) missed.push(at);
    }
    expect(missed).toEqual([]);
  });

  it('finds a history that is cut and signed anew by the checkpoint that was kept, and by nothing else', async () => {
    const whole = honest();
    const cut: Answers = {
      entries: whole.entries.slice(0, 200),
      leaves: whole.leaves.slice(0, 200),
      events: whole.events.filter(({ position }) => position < 200),
      checkpoint: signed(whole.leaves.slice(0, 200), own),
    };
    expect(await wrongIn(cut)).toEqual([]);
    expect(await wrongIn(cut, [whole.checkpoint])).toMatchObject([{ position: 200 }]);
  });
});
