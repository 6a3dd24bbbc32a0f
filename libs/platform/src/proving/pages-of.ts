import type { Cursor, EventStore, StoredEvent } from '@jwg/event-sourcing';

/** Events in one read: so many are in memory at one time. */
const PAGE = 200;

/** The events of a stream before a position, page by page. */
export async function* streamUpTo(
  store: Pick<EventStore, 'readStream'>,
  stream: string,
  upTo: number,
): AsyncGenerator<StoredEvent[], void, undefined> {
  for (let from = 0; ; from += PAGE) {
    const page = await store.readStream(stream, from, PAGE);
    const before = page.filter(({ position }) => position < upTo);
    if (before.length > 0) yield before;
    if (page.length < PAGE || before.length < page.length) return;
  }
}

/**
 * The events from one position up to another, page by page.
 *
 * @param place  a cursor before that position, and the position that follows it
 */
export async function* eventsBetween(
  store: Pick<EventStore, 'readAll'>,
  place: { readonly after: Cursor | undefined; readonly next: number },
  from: number,
  upTo: number,
): AsyncGenerator<StoredEvent[], void, undefined> {
  let { after, next } = place;
  while (next < upTo) {
    const page = await store.readAll(after, Math.min(PAGE, upTo - next));
    if (page.length === 0) return;
    yield page.filter(({ position }) => position >= from);
    after = page.at(-1)!.cursor;
    next += page.length;
  }
}
