import { firstAtLeast, splitOf } from '../split.js';
import { nodeOf, type Bytes } from './bytes.js';

/**
 * The root of the tree of that size, from some of its leaves and the hashes of all else (`subtreesWithout`); `undefined`
 * if these are too few or too many.
 */
export const rootOfSeveral = async (
  leaves: ReadonlyMap<number, Bytes>,
  proof: readonly Bytes[],
  size: number,
): Promise<Bytes | undefined> => {
  const known = Float64Array.from(leaves.keys()).sort();
  let used = 0;
  const within = async (from: number, to: number, first: number, last: number): Promise<Bytes | undefined> => {
    if (first === last) return proof[used++];
    if (to - from === 1) return leaves.get(from);
    const middle = from + splitOf(to - from);
    const border = firstAtLeast(known, middle, first, last);
    const left = await within(from, middle, first, border);
    const right = await within(middle, to, border, last);
    return left && right && nodeOf(left, right);
  };
  const root = await within(0, size, 0, known.length);
  return used === proof.length ? root : undefined;
};
