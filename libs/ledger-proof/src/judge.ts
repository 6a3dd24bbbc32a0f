import { sameBytes } from './hashes.js';
import type { TreeHead } from './tree-head.js';
import { verifyConsistency } from './verify.js';

/** How what a log shows now goes together with what it had signed before. */
export type Verdict =
  /** It begins with it. */
  | 'extends'
  /** It is smaller: an older one, or the log was put back. */
  | 'isOlder'
  /** It has another history. Both are signed, so the log has contradicted itself. */
  | 'contradicts'
  /** The proof does not lead to what was signed, so it says nothing. */
  | 'isNotProved';

/** What a log shows after something else of it was seen. */
export interface Later {
  readonly seen: TreeHead;
  readonly shown: TreeHead;
  /** The root that the log says it had at the size that was seen. */
  readonly rootThen: Uint8Array;
  /** From that root to the one that is shown. */
  readonly proof: readonly Uint8Array[];
}

/** Judges a log by two heads that it has signed, and by its own proof. */
export const judge = ({ seen, shown, rootThen, proof }: Later): Verdict => {
  if (shown.size < seen.size) return 'isOlder';
  const same = { from: seen.size, to: shown.size, rootFrom: rootThen, rootTo: shown.root };
  if (!verifyConsistency({ ...same, proof: seen.size === shown.size ? [] : proof })) return 'isNotProved';
  return sameBytes(rootThen, seen.root) ? 'extends' : 'contradicts';
};
