import { over, type EventStore, type NewEvent, type StoredEvent } from '@jwg/event-sourcing';
import { withoutNames } from './in-event.js';
import type { Persons } from './persons.js';

/** The store for those who decide and answer: what names a person is enciphered in it, and read in the clear. */
export const inClear = (store: EventStore, persons: Persons): EventStore =>
  over(store, {
    async append(writes) {
      const { dropped } = persons;
      const given = writes.flatMap((write) => write.events);
      const events = await persons.encode(given);
      let at = 0;
      const encoded = writes.map((write) => ({ ...write, events: events.slice(at, (at += write.events.length)) }));
      const stored = await store.append(encoded);
      return dropped === persons.dropped && isJustStored(stored, events)
        ? asGiven(stored, given)
        : persons.decode(stored);
    },
    readStream: async (stream, from, limit) => persons.decode(await store.readStream(stream, from, limit)),
    readAll: async (after, limit) => persons.decode(await store.readAll(after, limit)),
  });

/**
 * Whether these very events were stored, and not others under their ids long ago. They need not be deciphered then, unless
 * somebody was forgotten meanwhile.
 */
const isJustStored = (stored: readonly StoredEvent[], events: readonly NewEvent[]): boolean =>
  stored.length === events.length &&
  stored.every(({ data, metadata }, n) => data === events[n]!.data && metadata === events[n]!.metadata);

const asGiven = (stored: readonly StoredEvent[], given: readonly NewEvent[]): StoredEvent[] =>
  stored.map((event, n) => ({ ...event, data: given[n]!.data, metadata: given[n]!.metadata }));

/** The store for those who publish: an id stands where a person is named. */
export const withStandIns = (store: EventStore): EventStore =>
  over(store, {
    append: () => Promise.reject(new Error('What is published is not written')),
    readStream: async (stream, from, limit) => (await store.readStream(stream, from, limit)).map(withoutNames),
    readAll: async (after, limit) => (await store.readAll(after, limit)).map(withoutNames),
  });
