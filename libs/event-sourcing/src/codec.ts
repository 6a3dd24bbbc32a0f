import type { NewEvent, StoredEvent } from './event.js';
import type { EventStore } from './event-store.js';

/**
 * What stands between the store and its readers and writers. Neither function may change an event's id, type, stream or
 * places: idempotency, bookmarks and digests rest on those.
 */
export interface Codec {
  /** An event as its readers see it. What it throws, they get in place of every event that was read with it. */
  decode(event: StoredEvent): StoredEvent;
  /** An event as it is stored. What it throws, the writer gets; nothing was written then. */
  encode(event: NewEvent): NewEvent;
}

/**
 * The same store for those who fold events or show them. Everything read from it is decoded, and so is what `append`
 * answers; everything appended is encoded. The stored events are left as they are. Whoever copies, digests or signs
 * what is stored uses the store below.
 */
export const decoded = (store: EventStore, { decode, encode }: Codec): EventStore => ({
  async append(writes) {
    const stored = await store.append(writes.map((write) => ({ ...write, events: write.events.map(encode) })));
    return stored.map(decode);
  },
  readStream: async (stream, from) => (await store.readStream(stream, from)).map(decode),
  readAll: async (after, limit) => (await store.readAll(after, limit)).map(decode),
  positionOf: (cursor) => store.positionOf(cursor),
  last: () => store.last(),
  watch: (listener) => store.watch(listener),
  close: () => store.close(),
});
