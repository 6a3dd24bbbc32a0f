import type { Cursor, StoredEvent } from './event.js';
import { endsHere } from './event-size.js';
import type { EventStore } from './event-store.js';

/**
 * The ledger's events after a cursor (from the start without one), in order of position. It reads batch after batch and
 * ends where the ledger ends at that moment. To get more, call it again with the last event's cursor. Stop it with
 * `break`, or between two batches with the signal.
 *
 * @throws what `readAll` throws, and the signal's reason
 */
export async function* eventsAfter(
  store: Pick<EventStore, 'readAll'>,
  after?: Cursor,
  options: Reading = {},
): AsyncGenerator<StoredEvent, void, undefined> {
  for await (const events of pagesAfter(store, after, options)) yield* events;
}

interface Reading {
  /** How many events one read asks for (default 500). */
  readonly batch?: number;
  readonly signal?: AbortSignal;
}

/** The same, read by read: no page holds more than `batch` events, nor many more bytes than `PAGE_BYTES`. */
export async function* pagesAfter(
  store: Pick<EventStore, 'readAll'>,
  after?: Cursor,
  { batch = 500, signal }: Reading = {},
): AsyncGenerator<StoredEvent[], void, undefined> {
  for (;;) {
    signal?.throwIfAborted();
    const events = await store.readAll(after, batch);
    yield events;
    if (endsHere(events, batch)) return;
    after = events.at(-1)!.cursor;
    // A ledger in a folder answers at once. Without this pause no timer of the process would run, and a lease would
    // lapse.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
