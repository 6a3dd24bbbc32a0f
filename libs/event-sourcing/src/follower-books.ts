import type { Cursor } from './event.js';
import type { Checkpoint } from './follower.js';
import type { Skips } from './following.js';
import type { Lease } from './lease.js';

/** The checkpoint of one follower whose effect does not lie beside it, such as a policy's. */
export interface StoredCheckpoint {
  /** `undefined` before the first event. */
  get(): Promise<Checkpoint | undefined>;
  /**
   * Moves it on by compare-and-set. When this resolves, the move survives a power cut.
   *
   * @throws CheckpointMoved  it is no longer at `after`
   */
  move(after: Cursor | undefined, to: Checkpoint): Promise<void>;
}

/**
 * What followers keep that nobody can build again from the ledger. A projection's checkpoint is not here: it lies with its
 * rows and moves in their transaction, so that both are lost and built together. A move of the ledger to another store
 * takes checkpoints and skips along; so a checkpoint belongs here only when its follower's effect lies in the ledger.
 */
export interface FollowerBooks {
  checkpoint(follower: string): StoredCheckpoint;
  /** Every checkpoint that is kept here, by the follower's name. */
  checkpoints(): Promise<ReadonlyMap<string, Checkpoint>>;
  readonly skips: Skips;
  /** Who runs which follower, where several processes could; missing where only one process writes. */
  readonly lease?: Lease;
  /** Whether this opening made them. Over a ledger that has events already, followers then start from its first event. */
  readonly areNew: boolean;
  close(): Promise<void>;
}
