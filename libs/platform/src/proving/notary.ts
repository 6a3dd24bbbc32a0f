import { setTimeout as sleep } from 'node:timers/promises';
import {
  CheckpointMoved,
  FOLLOWER_BATCH,
  type Cursor,
  type Follower,
  type PlaceInLedger,
  type StoredEvent,
} from '@jwg/event-sourcing';
import {
  checkpointText,
  EMPTY_ROOT,
  GrowingTree,
  leafOf,
  noteVerifier,
  sameBytes,
  TILE_WIDTH,
  withSignatures,
} from '@jwg/ledger-proof';
import type { NotaryKey } from './notary-key.js';
import type { LatestCheckpoint, ProofStore } from './proof-store.js';
import { ProofUnusable } from './proof-unusable.js';

export const NOTARY = 'notary';

/**
 * Checkpoints are at least so far apart, unless a whole batch waits: each of them waits for the disk several times, and
 * costs as much of the processor as several commands.
 */
const PACE_MS = 500;

/**
 * Adds each event to the tree and signs a checkpoint after each batch. It follows the ledger in its stored form.
 *
 * A new tree always begins with the tree that was signed last: it is grown from the stored hashes, after these were seen
 * to have the signed root. So no two checkpoints can contradict each other, whatever has happened to the ledger; if the
 * ledger no longer has the last event that was signed, the notary stands still and says so.
 */
export const notaryFollower = (store: ProofStore, paceMs = PACE_MS): Follower => {
  let tree: GrowingTree | undefined;
  let signedAt = -Infinity;

  const treeAfter = async (latest: LatestCheckpoint | undefined): Promise<GrowingTree> => {
    // Also where another process has signed meanwhile, or the stored state was put back.
    if (tree && tree.size === (latest?.head.size ?? 0) && sameBytes(tree.root(), latest?.head.root ?? EMPTY_ROOT))
      return tree;
    return latest ? store.treeOf(latest.head) : GrowingTree.empty();
  };

  const handle = async (batch: readonly StoredEvent[], after: Cursor | undefined): Promise<void> => {
    if (batch.length < FOLLOWER_BATCH) await sleep(Math.max(0, signedAt + paceMs - performance.now()));
    const latest = await store.latest();
    if (latest?.cursor !== after) throw new CheckpointMoved(NOTARY);
    const growing = await treeAfter(latest);
    tree = undefined; // if anything fails below, it is read again
    const added = batch.flatMap((event) => {
      if (event.position !== growing.size)
        throw new ProofUnusable(store.path, `position ${event.position} comes where ${growing.size} has to`);
      return growing.add(leafOf(event));
    });
    const note = await signed(growing, await store.key());
    await store.sign({ hashes: added, places: placesIn(batch), note, cursor: batch.at(-1)!.cursor }, after);
    tree = growing;
    signedAt = performance.now();
  };

  return {
    name: NOTARY,
    checkpoint: async () => {
      const latest = await store.latest();
      return latest && { cursor: latest.cursor, position: latest.head.size - 1 };
    },
    handle,
    // No event can be left out of the tree: whoever skips one only lets the notary try it again.
    skip: (event, after) => handle([event], after),
  };
};

/** Where each tile of events ends. */
export const placesIn = (events: readonly StoredEvent[]): PlaceInLedger[] =>
  events
    .filter(({ position }) => position % TILE_WIDTH === TILE_WIDTH - 1)
    .map(({ position, cursor }) => ({ position, cursor }));

/** @throws TypeError  what signs does not have the key that it claims to have */
const signed = async (tree: GrowingTree, { origin, keyId, publicKey, sign }: NotaryKey): Promise<string> => {
  const text = checkpointText({ origin, size: tree.size, root: tree.root() });
  const signature = Buffer.from(await sign(Buffer.from(text)));
  if (!noteVerifier(publicKey).verify(text, signature))
    throw new TypeError('What signs for the notary does not have the key that it was set with');
  return withSignatures(`${text}\n`, [{ name: origin, keyId, signature }]);
};
