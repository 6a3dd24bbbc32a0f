import type { EventStore, StoredEvent } from '@jwg/event-sourcing';
import { evolveStatus, type CommitmentStatus } from '@jwg/published-language';

interface Known {
  readonly revision: number;
  readonly status: CommitmentStatus | undefined;
}

/**
 * The current status of commitments, folded from their own streams. It does not use a read model, so a read model that
 * lags does not delay the subscribers.
 */
export interface Statuses {
  /** The status after this event, which must belong to a commitment's stream. */
  after(event: StoredEvent): Promise<CommitmentStatus | undefined>;
}

export const STATUSES_IN_MEMORY = 20_000;

/** @param size  the number of statuses in memory; any other status is folded again from its stream */
export const statuses = (store: Pick<EventStore, 'readStream'>, size = STATUSES_IN_MEMORY): Statuses => {
  const cache = new Map<string, Known>(); // least recently used first

  const before = async ({ stream, revision }: StoredEvent): Promise<CommitmentStatus | undefined> => {
    if (revision === 0) return undefined;
    const cached = cache.get(stream);
    if (cached?.revision === revision - 1) return cached.status;
    const history = await store.readStream(stream);
    return history.slice(0, revision).reduce(evolveStatus, undefined as CommitmentStatus | undefined);
  };

  return {
    async after(event) {
      const status = evolveStatus(await before(event), event);
      cache.delete(event.stream);
      cache.set(event.stream, { revision: event.revision, status });
      if (cache.size > size) cache.delete(cache.keys().next().value!);
      return status;
    },
  };
};
