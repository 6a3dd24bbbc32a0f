import { hash } from 'node:crypto';

export const HASH_BYTES = 32;

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export const sha256 = (bytes: Uint8Array | string): Buffer => hash('sha256', bytes, 'buffer');

/** RFC 6962: leaves and nodes are hashed with different first bytes, so that none can be taken for the other. */
export const leafHash = (entry: Uint8Array | string): Buffer =>
  sha256(Buffer.concat([LEAF, typeof entry === 'string' ? Buffer.from(entry) : entry]));

export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(Buffer.concat([NODE, left, right]));

/** The root of a tree without leaves. */
export const EMPTY_ROOT = sha256('');

export const sameBytes = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;
