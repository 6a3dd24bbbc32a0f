import { LedgerError } from './ledger-error.js';
import type { Cursor, StoredEvent } from './event.js';
import type { EventStore } from './event-store.js';

/** The last event that a follower has handled: its cursor, to read on from, and its position, to report. */
export interface Checkpoint {
  readonly cursor: Cursor;
  readonly position: number;
}

/**
 * Reads the log in order from its checkpoint. `handle` applies the effect and moves the checkpoint in one transaction,
 * by compare-and-set. It throws `CheckpointMoved` when another process was faster; then nothing of the batch remains.
 */
export interface Follower {
  readonly name: string;
  /** How many events it takes at once, at most. Default: `FOLLOWER_BATCH`. */
  readonly batch?: number;
  /** `undefined` before the first event. */
  checkpoint(): Promise<Checkpoint | undefined>;
  /** Handles events in order of position, all or none; never empty. `after` is the cursor before the first of them. */
  handle(batch: readonly StoredEvent[], after: Cursor | undefined): Promise<void>;
  /**
   * Moves the checkpoint past one event without its effect, because a human decided so. Throws `CheckpointMoved` too.
   */
  skip(event: StoredEvent, after: Cursor | undefined): Promise<void>;
  /** Called where nothing comes after its checkpoint, for now: what waits for the end of the log is done here. */
  caughtUp?(): Promise<void>;
}

export class CheckpointMoved extends LedgerError {
  override readonly name = 'CheckpointMoved';
  readonly kind = 'overtaken';
  constructor(readonly follower: string) {
    super(`Another process moved the checkpoint of ${follower}; this batch is undone`);
  }
}

export const FOLLOWER_BATCH = 500;

/** Handles one batch. Answers how many events there were; none means that the follower has caught up, for now. */
export const step = async (
  store: Pick<EventStore, 'readAll'>,
  follower: Follower,
  limit = follower.batch ?? FOLLOWER_BATCH,
): Promise<number> => {
  const after = (await follower.checkpoint())?.cursor;
  const batch = await store.readAll(after, limit);
  if (batch.length > 0) await follower.handle(batch, after);
  else await follower.caughtUp?.();
  return batch.length;
};
