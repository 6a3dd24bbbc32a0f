import type { BegunWorks } from './begun-work.js';
import type { EmptyAnswers } from './empty-answers.js';
import type { Cursor } from './event.js';
import type { Checkpoint } from './follower.js';
import type { Skips } from './following.js';
import type { Lease } from './lease.js';
import type { ProofBook } from './proof-book.js';
import type { LedgerSecret } from './ledger-secret.js';
import type { SpentIds } from './spent-ids.js';

/** The checkpoint of a follower whose effect is stored elsewhere, such as a policy's. */
export interface StoredCheckpoint {
  /** `undefined` before the first event. */
  get(): Promise<Checkpoint | undefined>;
  /**
   * Moves the checkpoint by compare-and-set. When this resolves, the move survives the process; a power cut may take it
   * back, so the follower's effects have to be such that a repeat changes nothing.
   *
   * @throws CheckpointMoved  the checkpoint is no longer at `after`
   */
  move(after: Cursor | undefined, to: Checkpoint): Promise<void>;
}

/**
 * What followers store that cannot be rebuilt from the ledger. A projection's checkpoint is not here: it is stored with
 * the projection's rows and moves in their transaction, so that both are lost and rebuilt together. A move of the
 * ledger to another store takes these checkpoints and skips along. So a checkpoint belongs here only when its
 * follower's effect is in the ledger.
 */
export interface FollowerBooks {
  checkpoint(follower: string): StoredCheckpoint;
  /** Every checkpoint in these books, by the follower's name. */
  checkpoints(): Promise<ReadonlyMap<string, Checkpoint>>;
  readonly skips: Skips;
  /** Decides which process runs which follower; missing where only one process writes. */
  readonly lease?: Lease;
  /** Imports that are written run by run; missing where only one process writes, whose ledger takes them whole. */
  readonly begun?: BegunWorks;
  /** Not of followers, but of the same kind: no other place is written by every server and outlives them all. */
  readonly spent: SpentIds;
  readonly emptyAnswers: EmptyAnswers;
  /** It is here for the same reason. Digests of commands are keyed with it. */
  readonly secret: LedgerSecret;
  /** What proofs are made of, where several processes share it; missing where a folder has it beside the ledger. */
  readonly proof?: ProofBook;
  /**
   * Whether this opening created the books. If the ledger already has events, followers then start from its first
   * event.
   */
  readonly areNew: boolean;
  close(): Promise<void>;
}
