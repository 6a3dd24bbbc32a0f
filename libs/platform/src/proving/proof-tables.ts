import { type Cursor, type PartOfTile, type PlaceInLedger, type ProofBook } from '@jwg/event-sourcing';
import {
  GrowingTree,
  HASH_BYTES,
  hashesIn,
  sameBytes,
  TILE_WIDTH,
  tilesOnPaths,
  type HashTile,
  type NewHash,
  type TreeHead,
} from '@jwg/ledger-proof';
import { newNotaryKey, notaryKeyIn, publicPartOf, type KeyService, type NotaryKey } from './notary-key.js';
import { ProofUnusable } from './proof-unusable.js';
import { signedCheckpoint } from './signed-checkpoint.js';
import type { CosignedCheckpoint, LatestCheckpoint, ProofStore, SignedBatch } from './proof-store.js';

const [KEY, COSIGNED] = ['key', 'cosigned'];

/**
 * What the notary keeps in PostgreSQL, where every process of a cluster reads it. Hashes and the checkpoint that needs
 * them are written in one transaction, which only succeeds if the last checkpoint is still the one that the writer knows.
 */
export class ProofTables implements ProofStore {
  readonly path = 'PostgreSQL';
  private known?: { readonly text: string; readonly key: NotaryKey };

  constructor(
    private readonly book: ProofBook,
    private readonly service?: KeyService,
  ) {}

  async latest(): Promise<LatestCheckpoint | undefined> {
    const last = await this.book.lastSigned();
    return last && signedCheckpoint(last, await this.key(), this.path);
  }

  async key(): Promise<NotaryKey> {
    const text = (await this.keyText()) ?? (await this.makeKey());
    if (this.known?.text !== text) this.known = { text, key: notaryKeyIn(text, this.path, this.service) };
    return this.known.key;
  }

  keyText(): Promise<string | undefined> {
    return this.book.text(KEY);
  }

  async putKey(text: string): Promise<void> {
    await this.book.keepText(KEY, text);
  }

  private async makeKey(): Promise<string> {
    if (await this.book.lastSigned()) throw new ProofUnusable(this.path, 'the notary’s key is missing');
    return this.book.keepText(KEY, JSON.stringify(this.service ? publicPartOf(this.service) : newNotaryKey()));
  }

  async tiles(tiles: readonly HashTile[]): Promise<Uint8Array[]> {
    const found = await this.book.tiles(tiles);
    return found.map((bytes, n) => bytes.subarray(0, tiles[n]!.width * HASH_BYTES));
  }

  async treeOf({ size, root }: TreeHead): Promise<GrowingTree> {
    const tiles = tilesOnPaths(size);
    let tree: GrowingTree;
    try {
      tree = GrowingTree.of(hashesIn(tiles, await this.tiles(tiles)), size);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new ProofUnusable(this.path, 'hashes are missing', { cause: error });
    }
    if (!sameBytes(tree.root(), root))
      throw new ProofUnusable(this.path, `its hashes do not have the root that was signed at size ${size}`);
    return tree;
  }

  fill(hashes: readonly NewHash[], places: readonly PlaceInLedger[]): Promise<void> {
    return this.book.fill(partsOf(hashes), places);
  }

  sign({ hashes, places, note, cursor }: SignedBatch, after: Cursor | undefined): Promise<void> {
    return this.book.sign(partsOf(hashes), places, { note, cursor }, after);
  }

  async cosigned(): Promise<readonly CosignedCheckpoint[]> {
    return parsed(await this.book.text(COSIGNED));
  }

  changeCosigned(change: (kept: readonly CosignedCheckpoint[]) => readonly CosignedCheckpoint[]): Promise<void> {
    return this.book.changeText(COSIGNED, (text) => JSON.stringify(change(parsed(text))));
  }

  async placeBefore(position: number): Promise<{ after: Cursor | undefined; next: number }> {
    const place = await this.book.placeBefore(position);
    return { after: place?.cursor, next: place ? place.position + 1 : 0 };
  }
}

const parsed = (text: string | undefined): CosignedCheckpoint[] =>
  text === undefined ? [] : (JSON.parse(text) as CosignedCheckpoint[]);

/** Hashes that follow each other in one tile are one part. */
const partsOf = (hashes: readonly NewHash[]): PartOfTile[] => {
  const tiles = Map.groupBy(hashes, ({ level, index }) => `${level}/${Math.floor(index / TILE_WIDTH)}`);
  return [...tiles.values()].map((its) => {
    const { level, index } = its[0]!;
    return {
      level,
      index: Math.floor(index / TILE_WIDTH),
      from: (index % TILE_WIDTH) * HASH_BYTES,
      bytes: Buffer.concat(its.map(({ hash }) => hash)),
    };
  });
};
