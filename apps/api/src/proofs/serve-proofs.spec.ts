import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actors } from '@jwg/domain/samples';
import {
  entryOf,
  GrowingTree,
  leafHash,
  noteVerifier,
  parseCheckpoint,
  parseNote,
  signedBy,
  type LeafEvent,
  type TreeHead,
} from '@jwg/ledger-proof';
import { verifyFolder } from '@jwg/platform';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boot, type Booted } from '../testing/booted.js';
import { play } from '../testing/playing.js';

const folder = mkdtempSync(join(tmpdir(), 'proofs-'));
let api: Booted;
let head: TreeHead;
let events: LeafEvent[];
const bytesOf = async (url: string, headers: Record<string, string> = {}) => {
  const { statusCode, rawPayload, headers: answered } = await api.app.inject({ method: 'GET', url, headers });
  return { status: statusCode, bytes: rawPayload, cached: answered['cache-control'] };
};
const asAuditor = async () => ({ authorization: await api.bearer(actors.auditor) });

/** The entries in a tile: each after its length. */
const entriesIn = (tile: Buffer): string[] => {
  const entries: string[] = [];
  for (let at = 0; at < tile.length; at += 2 + tile.readUInt16BE(at))
    entries.push(tile.subarray(at + 2, at + 2 + tile.readUInt16BE(at)).toString());
  return entries;
};

beforeAll(async () => {
  api = await boot({ folder });
  await play(api);
  const { position } = (await api.platform.store.last())!;
  events = await api.platform.enciphered.readAll(undefined, 10_000);
  for (let n = 0; n < 500 && (head?.size ?? 0) <= position; n += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const { status, text } = await api.send({ method: 'GET', url: '/checkpoint' });
    if (status === 200) head = parseCheckpoint(parseNote(text).text);
  }
}, 60_000);
afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('The checkpoint and the tiles', () => {
  it('lead strangers who know the key to the signed root, by the hashes alone', async () => {
    const { text } = await api.send({ method: 'GET', url: '/checkpoint' });
    const { checkpoint, wrong } = await verifyFolder({ folder });
    expect(wrong).toEqual([]);
    expect(signedBy(parseNote(text), [noteVerifier(checkpoint!.key!)])).toHaveLength(1);
    const leaves: Buffer[] = [];
    for (let index = 0; index * 256 < head.size; index += 1) {
      const width = Math.min(256, head.size - index * 256);
      const { bytes, cached } = await bytesOf(`/tile/0/00${index}${width < 256 ? `.p/${width}` : ''}`);
      expect([bytes.length, cached]).toEqual([width * 32, 'public, max-age=31536000, immutable']);
      for (let n = 0; n < width; n += 1) leaves.push(bytes.subarray(n * 32, n * 32 + 32));
    }
    const tree = GrowingTree.empty();
    for (const leaf of leaves) tree.add(leaf);
    expect(Buffer.from(tree.root())).toEqual(Buffer.from(head.root));
    for (const [n, event] of events.entries()) expect(leafHash(entryOf(event))).toEqual(leaves[n]);
  });

  it('give the entries to whoever may read the ledger; of internal events these tell only the position', async () => {
    const width = Math.min(256, head.size);
    const url = `/tile/entries/000${width < 256 ? `.p/${width}` : ''}`;
    expect((await bytesOf(url)).status).toBe(401);
    const { status, bytes, cached } = await bytesOf(url, await asAuditor());
    expect([status, cached]).toEqual([200, 'private, max-age=31536000, immutable']);
    const entries = entriesIn(bytes);
    expect(entries).toEqual(events.slice(0, width).map(entryOf));
    const internal = events
      .slice(0, width)
      .filter(({ metadata }) => (metadata as { visibility: string }).visibility === 'sideInternal');
    expect(internal.length).toBeGreaterThan(0);
    for (const { position, id, recordedAt } of internal) {
      expect(Object.keys(JSON.parse(entries[position]!) as object)).toEqual(['position', 'sealed']);
      expect(entries[position]).not.toContain(id);
      expect(entries[position]).not.toContain(recordedAt);
    }
  });

  it('are not found where the checkpoint does not reach, nor by another spelling of the path', async () => {
    const headers = await asAuditor();
    const beyond = `/tile/0/00${Math.floor(head.size / 256)}.p/${(head.size % 256) + 1}`;
    for (const url of [
      beyond,
      '/tile/0/999',
      '/tile/0/x',
      '/tile/Entries/000.p/1',
      '/tile/%65ntries/000.p/1',
      '/tile/9/000.p/1',
    ])
      expect([url, [401, 404].includes((await bytesOf(url)).status)]).toEqual([url, true]);
    for (const url of [beyond, '/tile/entries/999.p/1', '/tile/entries/0', '/tile/entries/../0/000.p/1'])
      expect([url, (await bytesOf(url, headers)).status === 200]).toEqual([url, url.includes('..')]);
  });
});
