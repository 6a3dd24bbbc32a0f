import { EMPTY_ROOT, nodeHash, sameBytes } from './hashes.js';

export interface Inclusion {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/** Whether the leaf stands at that index of the tree with that root (RFC 9162, 2.1.3.2). */
export const verifyInclusion = ({ leaf, index, size, proof, root }: Inclusion): boolean => {
  if (!isSize(index) || !isSize(size) || index >= size) return false;
  let [node, last, hash] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else hash = nodeHash(hash, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && sameBytes(hash, root);
};

export interface Consistency {
  readonly from: number;
  readonly to: number;
  readonly proof: readonly Uint8Array[];
  readonly rootFrom: Uint8Array;
  readonly rootTo: Uint8Array;
}

/**
 * Whether the larger tree begins with the smaller one (RFC 9162, 2.1.4.2). Trees of the same size have to have the same
 * root, and the tree without leaves has one root only.
 */
export const verifyConsistency = ({ from, to, proof, rootFrom, rootTo }: Consistency): boolean => {
  if (!isSize(from) || !isSize(to) || from > to) return false;
  if (from === to) return proof.length === 0 && sameBytes(rootFrom, rootTo) && (to > 0 || isEmpty(rootTo));
  if (from === 0) return proof.length === 0 && isEmpty(rootFrom);
  const [first, ...rest] = isPowerOfTwo(from) ? [rootFrom, ...proof] : proof;
  if (!first || proof.length === 0) return false;
  let [node, last] = [from - 1, to - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  let [small, large] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      [small, large] = [nodeHash(hash, small), nodeHash(hash, large)];
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else large = nodeHash(large, hash);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && sameBytes(small, rootFrom) && sameBytes(large, rootTo);
};

const isSize = (it: number): boolean => Number.isSafeInteger(it) && it >= 0;
const isEmpty = (root: Uint8Array): boolean => sameBytes(root, EMPTY_ROOT);
const isPowerOfTwo = (it: number): boolean => Number.isInteger(Math.log2(it));
const half = (it: number): number => Math.floor(it / 2); // shifts would cut off at 32 bits
