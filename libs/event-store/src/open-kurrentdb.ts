import type { EventStore } from '@jwg/event-sourcing';
import type { KurrentDbEventStoreOptions } from './kurrentdb/kurrentdb-event-store.js';

/** `openKurrentDbEventStore`, with the client loaded only now: whoever keeps everything in a folder never loads it. */
export const openKurrentDbEventStore = async (options: KurrentDbEventStoreOptions): Promise<EventStore> => {
  const adapter = await import('./kurrentdb/kurrentdb-event-store.js');
  return adapter.openKurrentDbEventStore(options);
};
