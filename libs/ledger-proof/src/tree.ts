import { EMPTY_ROOT, nodeHash } from './hashes.js';
import { splitOf } from './split.js';

/** The hashes of complete subtrees: at level 0 of one leaf each, at level 1 of 256 leaves, at level 2 of 65,536 … */
export interface TreeHashes {
  at(level: number, index: number): Uint8Array;
}

const LEVEL_BITS = 8;

/** The root of the tree over the first `size` leaves (RFC 6962, 2.1). */
export const rootOf = (hashes: TreeHashes, size: number): Uint8Array =>
  size === 0 ? EMPTY_ROOT : rangeHash(hashes, 0, size);

/**
 * The audit path of a leaf (RFC 6962, 2.1.1): from the leaf's sibling to the root's child.
 *
 * @throws RangeError  there is no such leaf in a tree of that size
 */
export const inclusionProof = (hashes: TreeHashes, index: number, size: number): Uint8Array[] => {
  if (!(index >= 0 && index < size)) throw new RangeError(`There is no leaf ${index} in a tree of ${size}`);
  const path = (from: number, to: number): Uint8Array[] => {
    if (to - from === 1) return [];
    const middle = from + splitOf(to - from);
    return index < middle
      ? [...path(from, middle), rangeHash(hashes, middle, to)]
      : [...path(middle, to), rangeHash(hashes, from, middle)];
  };
  return path(0, size);
};

/**
 * The proof that the tree of size `to` begins with the tree of size `from` (RFC 6962, 2.1.2).
 *
 * @throws RangeError  `from` is larger
 */
export const consistencyProof = (hashes: TreeHashes, from: number, to: number): Uint8Array[] => {
  if (!(from >= 0 && from <= to)) throw new RangeError(`A tree of ${to} cannot begin with a tree of ${from}`);
  if (from === 0 || from === to) return [];
  const path = (first: number, last: number, isOldRoot: boolean): Uint8Array[] => {
    if (from === last) return isOldRoot ? [] : [rangeHash(hashes, first, last)];
    const middle = first + splitOf(last - first);
    return from <= middle
      ? [...path(first, middle, isOldRoot), rangeHash(hashes, middle, last)]
      : [...path(middle, last, false), rangeHash(hashes, first, middle)];
  };
  return path(0, to, true);
};

/** The root over hashes that stand side by side. */
export const foldHashes = (hashes: readonly Uint8Array[], from = 0, to = hashes.length): Uint8Array => {
  if (to - from === 1) return hashes[from]!;
  const middle = from + splitOf(to - from);
  return nodeHash(foldHashes(hashes, from, middle), foldHashes(hashes, middle, to));
};

export const rangeHash = (hashes: TreeHashes, from: number, to: number): Uint8Array => {
  const count = to - from;
  const bits = Math.log2(count);
  if (Number.isInteger(bits) && bits % LEVEL_BITS === 0) return hashes.at(bits / LEVEL_BITS, from / count);
  const middle = from + splitOf(count);
  return nodeHash(rangeHash(hashes, from, middle), rangeHash(hashes, middle, to));
};
