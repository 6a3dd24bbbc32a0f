import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cursor } from '@jwg/event-sourcing';
import {
  GrowingTree,
  HASH_BYTES,
  noteVerifier,
  parseCheckpoint,
  parseNote,
  sameBytes,
  signedBy,
  type NewHash,
  type TreeHead,
} from '@jwg/ledger-proof';
import { makeNotaryKey, readNotaryKey, type NotaryKey } from './notary-key.js';
import { proofFilesIn, type ProofFiles } from './proof-files.js';
import { ProofUnusable } from './proof-unusable.js';
import { fileOfLevel, StoredHashes } from './stored-hashes.js';

/** The last checkpoint that was signed, and the event that it ends with. */
export interface LatestCheckpoint {
  readonly head: TreeHead;
  /** The signed note. */
  readonly note: string;
  readonly cursor: Cursor;
}

const LATEST = 'checkpoint.json';

export const proofFolderOf = (dataFolder: string): string => join(dataFolder, 'proof');

/**
 * What the notary keeps: its key, the hashes of the tree, and the last checkpoint with its cursor in one file. Hashes
 * are written first. Cut off anywhere, there are at most more hashes than the checkpoint covers; they are written again.
 */
export class ProofFolder {
  private known?: NotaryKey;
  private verified?: { readonly text: string; readonly publicKey: string; readonly latest: LatestCheckpoint };

  constructor(
    readonly path: string,
    private readonly files: ProofFiles = proofFilesIn(path),
  ) {}

  /** @throws ProofUnusable */
  latest(): LatestCheckpoint | undefined {
    if (!existsSync(join(this.path, LATEST))) return undefined;
    const { publicKey } = this.key();
    try {
      const text = readFileSync(join(this.path, LATEST), 'utf8');
      const known = this.verified;
      if (known?.text === text && known.publicKey === publicKey) return known.latest;
      const { note, cursor } = JSON.parse(text) as LatestCheckpoint;
      const parsed = parseNote(note);
      const head = parseCheckpoint(parsed.text);
      if (signedBy(parsed, [noteVerifier(publicKey)]).length === 0) throw new TypeError('another key has signed it');
      const latest = { head, note, cursor };
      this.verified = { text, publicKey, latest };
      return latest;
    } catch (error) {
      throw new ProofUnusable(this.path, `${LATEST} is damaged`, { cause: error });
    }
  }

  /** @throws ProofUnusable  it was lost after something was signed */
  key(): NotaryKey {
    if (!existsSync(join(this.path, LATEST))) makeNotaryKey(this.path);
    return (this.known = readNotaryKey(this.path, this.known));
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

  /** Each level's hashes follow each other. */
  async writeHashes(hashes: readonly NewHash[]): Promise<void> {
    for (const [level, its] of Map.groupBy(hashes, (it) => it.level))
      await this.files.writeAt(
        fileOfLevel(level),
        Buffer.concat(its.map(({ hash }) => hash)),
        its[0]!.index * HASH_BYTES,
      );
  }

  async writeLatest({ note, cursor }: Pick<LatestCheckpoint, 'note' | 'cursor'>): Promise<void> {
    await this.files.replace(LATEST, `${JSON.stringify({ note, cursor })}\n`);
  }
}
