import type { NewEvent, StoredEvent } from './event.js';
import type { EventStore } from './event-store.js';
import { over } from './over.js';

/**
 * Translates between the stored form of events and the form that readers and writers use. Neither function may change
 * an event's id, type, stream, revision, position or cursor: idempotency, cursors and digests depend on them.
 */
export interface Codec {
  /** An event as its readers see it. If this throws, the whole read fails with that error. */
  decode(event: StoredEvent): StoredEvent;
  /** An event as it is stored. If this throws, the append fails with that error, and nothing was written. */
  encode(event: NewEvent): NewEvent;
}

/**
 * The same store, for code that folds events or shows them. Everything read from it is decoded, and so are the events
 * that `append` returns. Everything appended is encoded. The stored events do not change. Code that copies, digests or
 * signs stored events uses the underlying store.
 */
export const decoded = (store: EventStore, { decode, encode }: Codec): EventStore =>
  over(store, {
    async append(writes) {
      const stored = await store.append(writes.map((write) => ({ ...write, events: write.events.map(encode) })));
      return stored.map(decode);
    },
    readStream: async (stream, from, limit) => (await store.readStream(stream, from, limit)).map(decode),
    readAll: async (after, limit) => (await store.readAll(after, limit)).map(decode),
  });
