import type { Cursor, StoredEvent } from './event.js';
import type { EventStore } from './event-store.js';

/**
 * Reads the log in order from its checkpoint. `handle` does the effect and moves the checkpoint in one transaction, by
 * compare-and-set: it throws `CheckpointMoved` when another process was there first, and nothing of it remains.
 */
export interface Follower {
  readonly name: string;
  /** The bookmark of the last event handled; `undefined` before the first. */
  checkpoint(): Promise<Cursor | undefined>;
  /** Events in order of position, never empty; `after` is the checkpoint they follow. */
  handle(batch: readonly StoredEvent[], after: Cursor | undefined): Promise<void>;
}

export class CheckpointMoved extends Error {
  override readonly name = 'CheckpointMoved';
  constructor(readonly follower: string) {
    super(`Another process moved the checkpoint of ${follower}; this batch is undone`);
  }
}

export const FOLLOWER_BATCH = 500;

/** Handles one batch; answers how many events there were (fewer than `limit` means: caught up, for now). */
export const step = async (store: EventStore, follower: Follower, limit = FOLLOWER_BATCH): Promise<number> => {
  const after = await follower.checkpoint();
  const batch = await store.readAll(after, limit);
  if (batch.length > 0) await follower.handle(batch, after);
  return batch.length;
};
