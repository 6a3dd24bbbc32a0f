import { setImmediate as turn } from 'node:timers/promises';
import { endsHere, FOLLOWER_BATCH, type Cursor, type EventStore, type StoredEvent } from '@jwg/event-sourcing';
import type { RelayCheckpoint } from './relay-checkpoint.js';

/** Makes something of the batch that follows a checkpoint. */
type Make<Made> = (batch: readonly StoredEvent[], checkpoint: RelayCheckpoint) => Promise<Made>;

/**
 * Reads and prepares the next batch while the previous one is being published, because the broker takes about as long
 * to answer.
 */
export interface ReadAhead<Made> {
  /** Returns what the store would return. */
  readAll(after: Cursor | undefined, limit: number): Promise<StoredEvent[]>;
  /** Returns what `make` would return. */
  made(batch: readonly StoredEvent[], checkpoint: RelayCheckpoint): Promise<Made>;
  /** Begins with the batch after a checkpoint that is not committed yet. One batch is read ahead at a time. */
  begin(checkpoint: RelayCheckpoint): void;
}

/**
 * Reading ahead assumes that the publication under way succeeds. If it fails, or if the read ahead fails itself, the
 * batch is read and made again from the start. What ends where the ledger ends is not read ahead: more events may follow
 * by the time it is needed.
 */
export const readAhead = <Made>(store: Pick<EventStore, 'readAll'>, make: Make<Made>): ReadAhead<Made> => {
  let next: Promise<{ checkpoint: RelayCheckpoint; batch: StoredEvent[]; made: Made } | undefined> | undefined;

  const prepared = async (checkpoint: RelayCheckpoint) => {
    await turn(); // let the requests for the previous batch go out first
    const batch = await store.readAll(checkpoint.event?.cursor, FOLLOWER_BATCH);
    return !endsHere(batch, FOLLOWER_BATCH) ? { checkpoint, batch, made: await make(batch, checkpoint) } : undefined;
  };

  return {
    async readAll(after, limit) {
      const guess = await next;
      const isMeant = guess && guess.checkpoint.event?.cursor === after && limit === FOLLOWER_BATCH;
      return isMeant ? guess.batch : store.readAll(after, limit);
    },
    async made(batch, checkpoint) {
      const guess = await next;
      next = undefined;
      return guess?.batch === batch && guess.checkpoint === checkpoint ? guess.made : make(batch, checkpoint);
    },
    begin(checkpoint) {
      next = prepared(checkpoint).catch(() => undefined);
    },
  };
};
