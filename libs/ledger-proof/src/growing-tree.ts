import { EMPTY_ROOT } from './hashes.js';
import { TILE_WIDTH } from './tiles.js';
import { foldHashes, type TreeHashes } from './tree.js';

/** The hash of a complete subtree that a new leaf has completed: what a tile holds. */
export interface NewHash {
  readonly level: number;
  readonly index: number;
  readonly hash: Uint8Array;
}

/** A tree that leaves are added to. It holds only its right edge: the hashes of the last, unfinished tile of each level. */
export class GrowingTree {
  private constructor(
    private count: number,
    private readonly edge: Uint8Array[][],
  ) {}

  static empty(): GrowingTree {
    return new GrowingTree(0, []);
  }

  /** Goes on with the first `size` leaves of a tree that is stored. */
  static of(hashes: TreeHashes, size: number): GrowingTree {
    const edge: Uint8Array[][] = [];
    for (let [level, count] = [0, size]; count > 0; [level, count] = [level + 1, Math.floor(count / TILE_WIDTH)]) {
      const first = count - (count % TILE_WIDTH);
      edge.push(Array.from({ length: count - first }, (_, n) => hashes.at(level, first + n)));
    }
    return new GrowingTree(size, edge);
  }

  get size(): number {
    return this.count;
  }

  /** Adds a leaf. Answers the hashes to store: its own, and those of the tiles that it has filled. */
  add(leaf: Uint8Array): NewHash[] {
    const added: NewHash[] = [];
    let [hash, index] = [leaf, this.count];
    for (let level = 0; ; level += 1) {
      const tile = (this.edge[level] ??= []);
      added.push({ level, index, hash });
      tile.push(hash);
      if (tile.length < TILE_WIDTH) break;
      hash = foldHashes(tile);
      index = Math.floor(index / TILE_WIDTH);
      this.edge[level] = [];
    }
    this.count += 1;
    return added;
  }

  root(): Uint8Array {
    let root: Uint8Array | undefined;
    for (const tile of this.edge) {
      const hashes = root ? [...tile, root] : tile;
      if (hashes.length > 0) root = foldHashes(hashes);
    }
    return root ?? EMPTY_ROOT;
  }
}
