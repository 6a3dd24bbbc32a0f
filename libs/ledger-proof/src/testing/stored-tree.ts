import { GrowingTree } from '../growing-tree.js';
import { leafHash } from '../hashes.js';
import type { TreeHashes } from '../tree.js';

/** A tree over these entries, grown leaf by leaf, with its hashes in memory. */
export const storedTree = (
  entries: Iterable<string | Uint8Array>,
): { tree: GrowingTree; hashes: TreeHashes; levels: Uint8Array[][] } => {
  const levels: Uint8Array[][] = [];
  const tree = GrowingTree.empty();
  for (const entry of entries)
    for (const { level, index, hash } of tree.add(leafHash(entry))) (levels[level] ??= [])[index] = hash;
  const at = (level: number, index: number): Uint8Array => {
    const hash = levels[level]?.[index];
    if (!hash) throw new RangeError(`No hash ${index} at level ${level}`);
    return hash;
  };
  return { tree, hashes: { at }, levels };
};
