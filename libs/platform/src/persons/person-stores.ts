import { over, type EventStore } from '@jwg/event-sourcing';
import { withoutNames } from './in-event.js';
import type { Persons } from './persons.js';

/** The store for those who decide and answer: what names a person is enciphered in it, and read in the clear. */
export const inClear = (store: EventStore, persons: Persons): EventStore =>
  over(store, {
    async append(writes) {
      const events = await persons.encode(writes.flatMap((write) => write.events));
      let at = 0;
      const encoded = writes.map((write) => ({ ...write, events: events.slice(at, (at += write.events.length)) }));
      return persons.decode(await store.append(encoded));
    },
    readStream: async (stream, from, limit) => persons.decode(await store.readStream(stream, from, limit)),
    readAll: async (after, limit) => persons.decode(await store.readAll(after, limit)),
  });

/** The store for those who publish: an id stands where a person is named. */
export const withStandIns = (store: EventStore): EventStore =>
  over(store, {
    append: () => Promise.reject(new Error('What is published is not written')),
    readStream: async (stream, from, limit) => (await store.readStream(stream, from, limit)).map(withoutNames),
    readAll: async (after, limit) => (await store.readAll(after, limit)).map(withoutNames),
  });
