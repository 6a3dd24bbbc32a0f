import { setImmediate as turn } from 'node:timers/promises';
import { FOLLOWER_BATCH, type Cursor, type EventStore, type StoredEvent } from '@jwg/event-sourcing';
import type { RelayCheckpoint } from './relay-checkpoint.js';

/** What is made of one batch that stands after a place. */
type Make<Made> = (batch: readonly StoredEvent[], place: RelayCheckpoint) => Promise<Made>;

/** The next batch, read and made while the one before it is being published: the broker takes that long to answer. */
export interface ReadAhead<Made> {
  /** As the store answers. */
  readAll(after: Cursor | undefined, limit: number): Promise<StoredEvent[]>;
  /** As `make` answers. */
  made(batch: readonly StoredEvent[], place: RelayCheckpoint): Promise<Made>;
  /** Begins with what stands after a place that is not reached yet; there is one at a time. */
  begin(place: RelayCheckpoint): void;
}

/**
 * A guess that holds as long as nothing fails: where it does not, or fails itself, everything is read and made as if it
 * had never been. Only whole batches, since there may be more behind the last event by the time that it is its turn.
 */
export const readAhead = <Made>(store: Pick<EventStore, 'readAll'>, make: Make<Made>): ReadAhead<Made> => {
  let next: Promise<{ place: RelayCheckpoint; batch: StoredEvent[]; made: Made } | undefined> | undefined;

  const prepared = async (place: RelayCheckpoint) => {
    await turn(); // first the requests for the batch before it leave
    const batch = await store.readAll(place.event?.cursor, FOLLOWER_BATCH);
    return batch.length === FOLLOWER_BATCH ? { place, batch, made: await make(batch, place) } : undefined;
  };

  return {
    async readAll(after, limit) {
      const guess = await next;
      const isMeant = guess && guess.place.event?.cursor === after && limit === FOLLOWER_BATCH;
      return isMeant ? guess.batch : store.readAll(after, limit);
    },
    async made(batch, place) {
      const guess = await next;
      next = undefined;
      return guess?.batch === batch && guess.place === place ? guess.made : make(batch, place);
    },
    begin(place) {
      next = prepared(place).catch(() => undefined);
    },
  };
};
