import { hash } from 'node:crypto';

export const HASH_BYTES = 32;

const LEAF = Uint8Array.of(0);
const node = Buffer.alloc(1 + 2 * HASH_BYTES, 1);

/** As a text, and then in the common pool: a buffer from `hash` takes memory of its own, which costs more than the hashing. */
export const sha256 = (bytes: Uint8Array | string): Buffer => Buffer.from(hash('sha256', bytes, 'binary'), 'binary');

/** RFC 6962: leaves and nodes are hashed with different first bytes, so that none can be taken for the other. */
export const leafHash = (entry: Uint8Array | string): Buffer =>
  sha256(typeof entry === 'string' ? `\0${entry}` : Buffer.concat([LEAF, entry]));

/** A proof takes some five hundred of these, so their bytes are put together in one place. */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => {
  node.set(left, 1);
  node.set(right, 1 + HASH_BYTES);
  return sha256(node);
};

/** The root of a tree without leaves. */
export const EMPTY_ROOT = sha256('');

export const sameBytes = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;
