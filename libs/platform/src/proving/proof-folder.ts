import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CheckpointMoved, type Cursor, type LastSigned } from '@jwg/event-sourcing';
import { GrowingTree, HASH_BYTES, sameBytes, type HashTile, type NewHash, type TreeHead } from '@jwg/ledger-proof';
import { keyFileIn, makeKeyFile } from './key-in-folder.js';
import { notaryKeyIn, publicPartOf, type KeptNotaryKey, type KeyService, type NotaryKey } from './notary-key.js';
import { proofFilesIn, type ProofFiles } from './proof-files.js';
import { ProofUnusable } from './proof-unusable.js';
import type { CosignedCheckpoint, LatestCheckpoint, ProofStore, SignedBatch } from './proof-store.js';
import { signedCheckpoint } from './signed-checkpoint.js';
import { fileOfLevel, StoredHashes } from './stored-hashes.js';

export type { LatestCheckpoint } from './proof-store.js';

const LATEST = 'checkpoint.json';
const COSIGNED = 'cosigned.json';

export const proofFolderOf = (dataFolder: string): string => join(dataFolder, 'proof');

/**
 * What the notary keeps: its key, the hashes of the tree, and the last checkpoint with its cursor in one file. Hashes
 * are written first. Cut off anywhere, there are at most more hashes than the checkpoint covers; they are written again.
 */
export class ProofFolder implements ProofStore {
  private changing = Promise.resolve();
  private known?: { readonly text: string; readonly key: NotaryKey };
  private verified?: { readonly text: string; readonly publicKey: string; readonly latest: LatestCheckpoint };

  constructor(
    readonly path: string,
    private readonly files: ProofFiles = proofFilesIn(path),
    /** Signs with the key, where that is not in the folder. */
    private readonly service?: KeyService,
  ) {}

  /** @throws ProofUnusable */
  latest(): LatestCheckpoint | undefined {
    if (!existsSync(join(this.path, LATEST))) return undefined;
    const key = this.key();
    try {
      const text = readFileSync(join(this.path, LATEST), 'utf8');
      const known = this.verified;
      if (known?.text === text && known.publicKey === key.publicKey) return known.latest;
      const latest = signedCheckpoint(JSON.parse(text) as LastSigned, key, this.path);
      this.verified = { text, publicKey: key.publicKey, latest };
      return latest;
    } catch (error) {
      throw new ProofUnusable(this.path, `${LATEST} is damaged`, { cause: error });
    }
  }

  /** @throws ProofUnusable  it was lost after something was signed */
  key(): NotaryKey {
    if (!existsSync(join(this.path, LATEST))) makeKeyFile(this.path, this.service && publicPartOf(this.service));
    const text = this.keyText();
    if (text === undefined) throw new ProofUnusable(this.path, 'key.json is missing');
    if (this.known?.text !== text) this.known = { text, key: notaryKeyIn(text, this.path, this.service) };
    return this.known.key;
  }

  keyText(): string | undefined {
    return keyFileIn(this.path);
  }

  putKey(text: string): void {
    makeKeyFile(this.path, JSON.parse(text) as KeptNotaryKey);
  }

  /** Lets `look` read the stored hashes. */
  reading<T>(look: (hashes: StoredHashes) => T): T {
    const hashes = new StoredHashes(this.path);
    try {
      return look(hashes);
    } finally {
      hashes.close();
    }
  }

  /**
   * The tree that the checkpoint covers.
   *
   * @throws ProofUnusable  the stored hashes do not lead to the root that was signed
   */
  treeOf({ size, root }: TreeHead): GrowingTree {
    let tree: GrowingTree;
    try {
      tree = this.reading((hashes) => GrowingTree.of(hashes, size));
    } catch (error) {
      throw new ProofUnusable(this.path, 'hashes are missing', { cause: error });
    }
    if (!sameBytes(tree.root(), root))
      throw new ProofUnusable(this.path, `its hashes do not have the root that was signed at size ${size}`);
    return tree;
  }

  tiles(tiles: readonly HashTile[]): Uint8Array[] {
    return this.reading((hashes) =>
      tiles.map(({ level, index, width }) => hashes.tile(level, index).subarray(0, width * HASH_BYTES)),
    );
  }

  fill(hashes: readonly NewHash[]): Promise<void> {
    return this.writeHashes(hashes);
  }

  async sign({ hashes, note, cursor }: SignedBatch, after: Cursor | undefined): Promise<void> {
    // The lock of the data folder lets one process write there; this finds a mistake of that process.
    if (this.latest()?.cursor !== after) throw new CheckpointMoved(this.path);
    await this.writeHashes(hashes);
    await this.files.replace(LATEST, `${JSON.stringify({ note, cursor })}\n`);
  }

  /** @throws ProofUnusable */
  cosigned(): readonly CosignedCheckpoint[] {
    const file = join(this.path, COSIGNED);
    if (!existsSync(file)) return [];
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as CosignedCheckpoint[];
    } catch (error) {
      throw new ProofUnusable(this.path, `${COSIGNED} is damaged`, { cause: error });
    }
  }

  changeCosigned(change: (kept: readonly CosignedCheckpoint[]) => readonly CosignedCheckpoint[]): Promise<void> {
    const changed = this.changing.then(() =>
      this.files.replace(COSIGNED, `${JSON.stringify(change(this.cosigned()))}\n`),
    );
    this.changing = changed.catch(() => {});
    return changed;
  }

  /** In a folder, the position alone is a cursor too. */
  placeBefore(position: number): { after: Cursor | undefined; next: number } {
    return { after: position === 0 ? undefined : String(position - 1), next: position };
  }

  /** Each level's hashes follow each other. */
  private async writeHashes(hashes: readonly NewHash[]): Promise<void> {
    for (const [level, its] of Map.groupBy(hashes, (it) => it.level))
      await this.files.writeAt(
        fileOfLevel(level),
        Buffer.concat(its.map(({ hash }) => hash)),
        its[0]!.index * HASH_BYTES,
      );
  }
}
