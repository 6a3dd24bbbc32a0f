import type { EventStore } from './event-store.js';

/** The same store but for the operations that are given. Closing it closes the store. */
export const over = (store: EventStore, changes: Partial<EventStore>): EventStore => ({
  append: (writes) => store.append(writes),
  readStream: (stream, from, limit) => store.readStream(stream, from, limit),
  lengthOf: (stream) => store.lengthOf(stream),
  readAll: (after, limit) => store.readAll(after, limit),
  positionOf: (cursor) => store.positionOf(cursor),
  last: () => store.last(),
  watch: (listener) => store.watch(listener),
  health: () => store.health?.(),
  takesWhole: store.takesWhole?.bind(store),
  close: () => store.close(),
  ...changes,
});
