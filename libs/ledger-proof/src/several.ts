import { firstAtLeast, splitOf } from './split.js';
import { rangeHash, type TreeHashes } from './tree.js';

/** The leaves of one complete subtree, or of one that ends with the tree: from the first up to the next after the last. */
export interface Subtree {
  readonly from: number;
  readonly to: number;
}

/**
 * The largest subtrees in which no known leaf is, from left to right. With their hashes and the known leaves the root
 * can be computed: that is one proof for all of these leaves. For a single leaf the hashes are those of its audit path.
 *
 * @param known  the indexes of the leaves, ascending, each once
 */
export function* subtreesWithout(
  known: ArrayLike<number>,
  size: number,
  from = 0,
  to = size,
  // Those known between `from` and `to` are the ones from `first` up to `last` in the list.
  first = 0,
  last = known.length,
): Generator<Subtree, void, undefined> {
  if (first === last) return yield { from, to };
  if (last - first === to - from) return;
  const middle = from + splitOf(to - from);
  const border = firstAtLeast(known, middle, first, last);
  yield* subtreesWithout(known, size, from, middle, first, border);
  yield* subtreesWithout(known, size, middle, to, border, last);
}

/** The hash of such a subtree. */
export const subtreeHash = (hashes: TreeHashes, { from, to }: Subtree): Uint8Array => rangeHash(hashes, from, to);
