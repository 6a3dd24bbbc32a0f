import { availableParallelism } from 'node:os';
import type { EventStore, SkippedEvent } from '@jwg/event-sourcing';
import { HASH_BYTES, TILE_WIDTH, type TreeHead } from '@jwg/ledger-proof';
import type { ProofFolder } from './proof-folder.js';
import { partHere, partInThread, type Part } from './quick/parts.js';
import { quickLook } from './quick/quick-look.js';
import type { Share } from './quick/share.js';
import type { ShowProgress, VerifiedEvents } from './verify-events.js';

/** Fewer events are looked at sooner than threads are begun. */
export const WORTH_THREADS = 20_000;
/** More threads would wait for the one that puts their leaves together. */
const MOST_THREADS = 6;

interface QuickLook {
  readonly folder: string;
  readonly store: EventStore;
  readonly proof: ProofFolder;
  readonly heads: readonly TreeHead[];
  /** Of the latest checkpoint. */
  readonly head: TreeHead;
  readonly skipped?: readonly SkippedEvent[];
  /** None: everything is done in this one. */
  readonly threads?: number;
  readonly openThread?: (share: Share) => Part;
}

/**
 * Verifies the events of a folder with all processors: whether everything is as it was signed, and as the rules have it.
 * It says nothing about what is not.
 *
 * @returns undefined  there is something to look at slowly
 */
export const verifyQuickly = async (
  { folder, store, proof, heads, head, skipped, threads, openThread = partInThread }: QuickLook,
  progress: ShowProgress = () => {},
): Promise<VerifiedEvents | undefined> => {
  const events = ((await store.last())?.position ?? -1) + 1;
  const share = { folder, signed: head.size };
  const count = threads ?? (events < WORTH_THREADS ? 0 : ofThisMachine());
  const parts =
    count === 0
      ? [partHere({ ...share, part: 0, parts: 1 })]
      : Array.from({ length: count }, (_, part) => openThread({ ...share, part, parts: count }));
  try {
    proof.treeOf(head);
    const signedLeaves = (from: number, upTo: number) =>
      proof.reading((hashes) => {
        const tiles: Uint8Array[] = [];
        for (let at = from; at < upTo; at += TILE_WIDTH) tiles.push(hashes.tile(0, at / TILE_WIDTH));
        return Buffer.concat(tiles).subarray(0, (upTo - from) * HASH_BYTES);
      });
    const toLookAt = { parts, events, heads, signed: head.size, skipped, signedLeaves };
    return { events, wrong: [], ...(await quickLook(toLookAt, progress)) };
  } catch {
    return undefined; // whatever it is: looking slowly meets it again, and says what it is
  } finally {
    await Promise.all(parts.map((part) => part.close()));
  }
};

const ofThisMachine = (): number => Math.min(MOST_THREADS, availableParallelism());
