import { setTimeout as sleep } from 'node:timers/promises';
import { CheckpointMoved, FOLLOWER_BATCH, type Cursor, type Follower, type StoredEvent } from '@jwg/event-sourcing';
import { checkpointText, GrowingTree, leafOf, signNote } from '@jwg/ledger-proof';
import type { LatestCheckpoint, ProofFolder } from './proof-folder.js';
import { ProofUnusable } from './proof-unusable.js';

export const NOTARY = 'notary';

/** Checkpoints are at least so far apart, unless a whole batch waits: each of them waits for the disk several times. */
const PACE_MS = 200;

/**
 * Adds each event to the tree and signs a checkpoint after each batch. It follows the ledger in its stored form.
 *
 * A new tree always begins with the tree that was signed last: it is grown from the stored hashes, after these were seen
 * to have the signed root. So no two checkpoints can contradict each other, whatever has happened to the ledger; if the
 * ledger no longer has the last event that was signed, the notary stands still and says so.
 */
export const notaryFollower = (folder: ProofFolder, paceMs = PACE_MS): Follower => {
  let tree: GrowingTree | undefined;
  let signedAt = -Infinity;

  const treeAfter = (latest: LatestCheckpoint | undefined): GrowingTree => {
    if (tree?.size === (latest?.head.size ?? 0)) return tree;
    return latest ? folder.treeOf(latest.head) : GrowingTree.empty();
  };

  const handle = async (batch: readonly StoredEvent[], after: Cursor | undefined): Promise<void> => {
    if (batch.length < FOLLOWER_BATCH) await sleep(Math.max(0, signedAt + paceMs - performance.now()));
    const latest = folder.latest();
    if (latest?.cursor !== after) throw new CheckpointMoved(NOTARY);
    const growing = treeAfter(latest);
    tree = undefined; // if anything fails below, it is read again
    const added = batch.flatMap((event) => {
      if (event.position !== growing.size)
        throw new ProofUnusable(folder.path, `position ${event.position} comes where ${growing.size} has to`);
      return growing.add(leafOf(event));
    });
    const { origin, signer } = folder.key();
    await folder.writeHashes(added);
    const note = signNote(checkpointText({ origin, size: growing.size, root: growing.root() }), signer);
    await folder.writeLatest({ note, cursor: batch.at(-1)!.cursor });
    tree = growing;
    signedAt = performance.now();
  };

  return {
    name: NOTARY,
    checkpoint: async () => {
      const latest = folder.latest();
      return latest && { cursor: latest.cursor, position: latest.head.size - 1 };
    },
    handle,
    // No event can be left out of the tree: whoever skips one only lets the notary try it again.
    skip: (event, after) => handle([event], after),
  };
};
