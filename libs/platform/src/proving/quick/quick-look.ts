import type { SkippedEvent } from '@jwg/event-sourcing';
import { GrowingTree, HASH_BYTES, sameBytes, type TreeHead } from '@jwg/ledger-proof';
import { EffectsCheck, type LeftOut } from '../check-effects.js';
import type { Part } from './parts.js';
import { Doubtful, type SeenPart } from './share.js';

export interface ToLookAt {
  /** The shares, which together are all streams. */
  readonly parts: readonly Part[];
  /** Events before this position. */
  readonly events: number;
  readonly heads: readonly TreeHead[];
  readonly signed: number;
  /** Events that the policy was told to skip. */
  readonly skipped?: readonly SkippedEvent[];
  /** The leaves that were signed, from one position up to another. */
  readonly signedLeaves: (from: number, upTo: number) => Uint8Array;
}

export interface Looked {
  readonly root: Uint8Array;
  /** The streams that have to be folded by themselves. */
  readonly unfolded: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

/** Events in one request. */
const CHUNK = 2_048;
/** Requests that wait at each share, so that none is ever idle and no answers pile up. */
const AHEAD = 3;

/**
 * Whether all is as it was signed and as the rules have it, with nothing named that is not. The events of each share are
 * looked at by its own thread; here their leaves come together in order, in one tree.
 *
 * @throws Doubtful  at the first thing that is not as expected
 */
export const quickLook = async (
  { parts, events, heads, signed, skipped, signedLeaves }: ToLookAt,
  progress: (events: number) => void,
): Promise<Looked> => {
  const tree = GrowingTree.empty();
  const effects = new EffectsCheck(skipped);
  const open = heads.toSorted((one, other) => one.size - other.size);
  for await (const { from, upTo, seen } of chunksOf(parts, events)) {
    const leaves = together(seen, upTo - from);
    const compared = Math.max(0, Math.min(upTo, signed) - from) * HASH_BYTES;
    if (compared > 0 && !sameBytes(leaves.subarray(0, compared), signedLeaves(from, Math.min(upTo, signed))))
      throw new Doubtful('A leaf is not the one that was signed');
    for (let at = 0; at < leaves.length; at += HASH_BYTES) {
      tree.add(leaves.subarray(at, at + HASH_BYTES));
      while (open[0]?.size === tree.size)
        if (!sameBytes(open.shift()!.root, tree.root())) throw new Doubtful('A root is not the one that was signed');
    }
    const inOrder = seen.flatMap((it) => it.effects).sort((one, other) => one.position - other.position);
    if (inOrder.some((it) => effects.take(it))) throw new Doubtful('An effect is not owed');
    progress(upTo);
  }
  if (open.length > 0) throw new Doubtful('More was signed');
  if (effects.missing()) throw new Doubtful('An effect is missing');
  const unfolded = await Promise.all(parts.map((part) => part.unfolded()));
  return { root: tree.root(), unfolded: unfolded.flat(), leftOut: effects.leftOut() };
};

async function* chunksOf(parts: readonly Part[], events: number) {
  const asked: { from: number; upTo: number; seen: Promise<SeenPart[]> }[] = [];
  for (let next = 0; next < events || asked.length > 0;) {
    while (next < events && asked.length < AHEAD) {
      const [from, upTo] = [next, Math.min(next + CHUNK, events)];
      const seen = Promise.all(parts.map((part) => part.between(from, upTo)));
      seen.catch(() => {}); // it is awaited in its turn
      asked.push({ from, upTo, seen });
      next = upTo;
    }
    const { from, upTo, seen } = asked.shift()!;
    yield { from, upTo, seen: await seen };
  }
}

/** The leaves of all shares, in order. */
const together = (seen: readonly SeenPart[], count: number): Uint8Array => {
  const leaves = new Uint8Array(count * HASH_BYTES);
  let found = 0;
  for (const part of seen) {
    found += part.places.length;
    for (const [n, place] of part.places.entries())
      leaves.set(part.leaves.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES), place * HASH_BYTES);
  }
  if (found !== count) throw new Doubtful('A position has no event');
  return leaves;
};
