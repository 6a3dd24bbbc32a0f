import type { EventStore } from '@jwg/event-sourcing';
import type { KurrentDbEventStoreOptions } from './kurrentdb/kurrentdb-event-store.js';

/**
 * `openKurrentDbEventStore`, which loads the client on its first call, so that a process with a SQLite ledger never
 * loads it.
 */
export const openKurrentDbEventStore = async (options: KurrentDbEventStoreOptions): Promise<EventStore> => {
  const adapter = await import('./kurrentdb/kurrentdb-event-store.js');
  return adapter.openKurrentDbEventStore(options);
};
