import { hash } from 'node:crypto';
import { HASH_BYTES } from './hashes.js';

/**
 * The root over leaves that stand side by side. It is made in their place, which is faster than with a value for each
 * node, so the bytes are used up.
 */
export const foldLeaves = (leaves: Buffer): Buffer => {
  for (let count = leaves.length / HASH_BYTES; count > 1; count = Math.ceil(count / 2)) {
    const pairs = Math.floor(count / 2);
    for (let n = 0; n < pairs; n += 1) {
      leaves.copy(node, 1, 2 * n * HASH_BYTES, 2 * (n + 1) * HASH_BYTES);
      leaves.write(hash('sha256', node, 'binary'), n * HASH_BYTES, HASH_BYTES, 'binary');
    }
    // The last one without a neighbour goes up as it is: RFC 6962 has a complete tree at the left of it.
    if (count % 2 === 1) leaves.copy(leaves, pairs * HASH_BYTES, (count - 1) * HASH_BYTES, count * HASH_BYTES);
  }
  return Buffer.from(leaves.subarray(0, HASH_BYTES));
};

/** RFC 6962: what a node is hashed of begins with 1. */
const node = Buffer.alloc(1 + 2 * HASH_BYTES, 1);
