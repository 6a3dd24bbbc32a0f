import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable, type EventStore } from '@jwg/event-sourcing';

/** A move reads and appends for hours, and an election takes seconds: it waits for the server so long. */
const PATIENCE_MS = 60_000;
const PAUSE_MS = 500;

/** The same store; what is unavailable is asked again, with the same ids, for a minute. */
export const patientStore = (
  store: EventStore,
  patienceMs = PATIENCE_MS,
): Pick<EventStore, 'readAll' | 'append' | 'takesWhole'> => ({
  readAll: (...page) => patiently(() => store.readAll(...page), patienceMs),
  append: (writes) => patiently(() => store.append(writes), patienceMs),
  takesWhole: store.takesWhole?.bind(store),
});

const patiently = async <T>(question: () => Promise<T>, patienceMs: number): Promise<T> => {
  for (const end = Date.now() + patienceMs; ; await sleep(PAUSE_MS))
    try {
      return await question();
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || Date.now() > end) throw error;
    }
};
