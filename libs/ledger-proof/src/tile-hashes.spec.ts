import { describe, expect, it } from '@jest/globals';
import { storedTree } from './testing/stored-tree.js';
import { hashesIn, tilesOnPaths, type HashTile } from './tile-hashes.js';
import { TILE_WIDTH } from './tiles.js';
import { consistencyProof, inclusionProof, rootOf } from './tree.js';

const MOST = 66_400; // three levels of tiles, and a full one of the second level that the third begins with
const { hashes, levels } = storedTree(Array.from({ length: MOST }, (_, n) => `entry ${n}`));
const SIZES = [
  1,
  2,
  255,
  256,
  257,
  511,
  512,
  513,
  30_000,
  65_535,
  65_536,
  65_537,
  65_546,
  65_792,
  65_793,
  66_303,
  MOST,
];

const bytesOf = ({ level, index, width }: HashTile) =>
  Buffer.concat(levels[level]!.slice(index * TILE_WIDTH, index * TILE_WIDTH + width));
const heldOf = (size: number, leaves: readonly number[]) => {
  const tiles = tilesOnPaths(size, leaves);
  return hashesIn(tiles, tiles.map(bytesOf));
};

describe('The tiles on the ways from leaves to the root', () => {
  it('hold all that the proofs of these leaves are made of, at every size', () => {
    for (const size of SIZES) {
      expect(rootOf(heldOf(size, []), size)).toEqual(rootOf(hashes, size));
      for (const leaf of [0, size >> 1, size - 2, size - 1].filter((it) => it >= 0))
        expect(inclusionProof(heldOf(size, [leaf]), leaf, size)).toEqual(inclusionProof(hashes, leaf, size));
    }
  });

  it('hold all that proves a tree the beginning of another, and the root of both', () => {
    for (const [n, from] of SIZES.entries())
      for (const to of SIZES.slice(n)) {
        const held = heldOf(to, [from - 1, from]);
        expect(consistencyProof(held, from, to)).toEqual(consistencyProof(hashes, from, to));
        expect([rootOf(held, from), rootOf(held, to)]).toEqual([rootOf(hashes, from), rootOf(hashes, to)]);
      }
  });

  it('are none but those: six at most for one leaf of this tree', () => {
    for (const size of SIZES) expect(tilesOnPaths(size, [0]).length).toBeLessThanOrEqual(6);
    expect(tilesOnPaths(0, [])).toEqual([]);
    expect(() => heldOf(MOST, []).at(0, 0)).toThrow(RangeError);
  });
});
