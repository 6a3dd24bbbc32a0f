import type { SkippedEvent } from '@jwg/event-sourcing';
import { EMPTY_ROOT, foldHashes, foldLeaves, HASH_BYTES, sameBytes, type TreeHead } from '@jwg/ledger-proof';
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
  readonly leftOut: readonly LeftOut[];
}

/** Events in one request: as many as a complete tree has, so that the roots of chunks have the root of all. */
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
  progress: (done: number, what: string) => void,
): Promise<Looked> => {
  const roots: Uint8Array[] = []; // of the chunks
  const effects = new EffectsCheck(skipped);
  const open = heads.toSorted((one, other) => one.size - other.size);
  for await (const { from, upTo, seen } of chunksOf(parts, events)) {
    const leaves = together(seen, upTo - from);
    const first = (count: number) => leaves.subarray(0, count * HASH_BYTES);
    const compared = Math.min(upTo, signed) - from;
    if (compared > 0 && !sameBytes(first(compared), signedLeaves(from, from + compared)))
      throw new Doubtful('A leaf is not the one that was signed');
    while (open.length > 0 && open[0]!.size <= upTo) {
      const { size, root } = open.shift()!;
      if (size <= from || !sameBytes(root, foldHashes([...roots, foldLeaves(Buffer.from(first(size - from)))])))
        throw new Doubtful('A root is not the one that was signed');
    }
    roots.push(foldLeaves(leaves));
    const inOrder = seen.flatMap((it) => it.effects).sort((one, other) => one.position - other.position);
    if (inOrder.some((it) => effects.take(it))) throw new Doubtful('An effect is not owed');
    progress(upTo, 'events');
  }
  if (open.length > 0) throw new Doubtful('More was signed');
  if (effects.missing()) throw new Doubtful('An effect is missing');
  await foldRest(parts, (streams) => progress(streams, 'streams'));
  return { root: roots.length > 0 ? foldHashes(roots) : EMPTY_ROOT, leftOut: effects.leftOut() };
};

const foldRest = async (parts: readonly Part[], progress: (streams: number) => void): Promise<void> => {
  let streams = 0;
  const all = async (part: Part) => {
    for (let some = await part.foldNext(); some > 0; some = await part.foldNext()) progress((streams += some));
  };
  await Promise.all(parts.map(all));
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
const together = (seen: readonly SeenPart[], count: number): Buffer => {
  const leaves = new Uint32Array(count * WORDS);
  let found = 0;
  for (const part of seen) {
    found += part.places.length;
    const its = new Uint32Array(part.leaves.buffer);
    for (let n = 0; n < part.places.length; n += 1)
      for (let [to, word] = [part.places[n]! * WORDS, n * WORDS]; word < (n + 1) * WORDS; to += 1, word += 1)
        leaves[to] = its[word]!;
  }
  if (found !== count) throw new Doubtful('A position has no event');
  return Buffer.from(leaves.buffer);
};

/** A leaf in words of four bytes, which are copied faster. */
const WORDS = HASH_BYTES / Uint32Array.BYTES_PER_ELEMENT;
