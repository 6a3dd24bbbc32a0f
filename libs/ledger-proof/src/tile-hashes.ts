import { HASH_BYTES } from './hashes.js';
import { TILE_WIDTH, type Tile } from './tiles.js';
import type { TreeHashes } from './tree.js';

/** A tile of hashes; `width` is how many of them the tree of that size has. */
export interface HashTile extends Tile {
  readonly level: number;
}

/**
 * The tiles that lie on the ways from these leaves to the root of a tree, and those at its right edge. With them the root
 * can be computed, a proof of inclusion of each of the leaves, and a proof of consistency with the tree that ends before
 * a leaf of them, if the leaf before it is among them too.
 */
export const tilesOnPaths = (size: number, leaves: readonly number[] = []): HashTile[] => {
  const tiles: HashTile[] = [];
  for (let [level, count] = [0, size]; count > 0; [level, count] = [level + 1, Math.floor(count / TILE_WIDTH)]) {
    const indexes = [...leaves.filter((it) => it >= 0 && it < size), size - 1].map((it) =>
      Math.floor(it / TILE_WIDTH ** (level + 1)),
    );
    for (const index of new Set(indexes)) {
      const width = Math.min(TILE_WIDTH, count - index * TILE_WIDTH);
      if (width > 0) tiles.push({ level, index, width });
    }
  }
  return tiles;
};

/** The hashes in these tiles, which have their bytes in the same order. */
export const hashesIn = (tiles: readonly HashTile[], bytes: readonly Uint8Array[]): TreeHashes => {
  const held = new Map(tiles.map(({ level, index }, n) => [`${level}/${index}`, bytes[n]!]));
  return {
    at(level, index) {
      const first = (index % TILE_WIDTH) * HASH_BYTES;
      const hash = held.get(`${level}/${Math.floor(index / TILE_WIDTH)}`)?.subarray(first, first + HASH_BYTES);
      if (hash?.length !== HASH_BYTES) throw new RangeError(`Hash ${index} of level ${level} is not there`);
      return hash;
    },
  };
};
