import type { StoredEvent } from './event.js';
import type { EventStore, Write } from './event-store.js';

/**
 * Appends the writes as one where the store takes them so, and otherwise run by run, in their order. A run is what
 * follows one another in one stream; each run is whole or not there. What was broken off stands up to a run's end: the
 * same writes again find it there and add the rest.
 *
 * @param stands  gets what stands already, after each run
 * @throws what `EventStore.append` throws; the runs before stay
 */
export const appendInRuns = async (
  store: Pick<EventStore, 'append' | 'takesWhole'>,
  writes: readonly Write[],
  stands: (run: readonly StoredEvent[]) => void = () => {},
): Promise<StoredEvent[]> => {
  const stored: StoredEvent[] = [];
  const whole = store.takesWhole?.(writes) ?? true;
  for (const run of whole ? [writes] : runsOf(writes)) {
    const events = await store.append(run);
    stands(events);
    stored.push(...events);
  }
  return stored;
};

/** The writes, divided where the stream changes. */
export const runsOf = (writes: readonly Write[]): Write[][] => {
  const runs: Write[][] = [];
  for (const write of writes) {
    const last = runs.at(-1);
    if (last?.[0]?.stream === write.stream) last.push(write);
    else runs.push([write]);
  }
  return runs;
};
