import type { Cursor, StoredEvent } from './event.js';
import type { EventStore } from './event-store.js';
import { endsHere, LEAST_PAGE } from './event-size.js';

/** Pages that are remembered, at most. Each holds `PAGE_BYTES` at most. */
const PAGES = 4;

interface Page {
  readonly after: Cursor | undefined;
  readonly limit: number;
  /** How many announcements had been heard when the read began. */
  readonly heard: number;
  readonly events: readonly StoredEvent[];
}

/**
 * The log for followers that go through it side by side: what one of them has just read and parsed, the others get from
 * memory. An event never changes, so only the end of the log can be out of date. It is read again after each
 * announcement, and whenever nothing of what is remembered comes after the cursor.
 */
export const sharedReads = (store: Pick<EventStore, 'readAll' | 'watch'>): Pick<EventStore, 'readAll'> => {
  let heard = 0;
  let pages: readonly Page[] = []; // the latest first
  const underWay = new Map<string, Promise<readonly StoredEvent[]>>();
  store.watch(() => (heard += 1));

  const read = async (after: Cursor | undefined, limit: number): Promise<readonly StoredEvent[]> => {
    const begun = heard;
    const events = await store.readAll(after, limit);
    const endedByBytes = events.length < limit && !endsHere(events, limit);
    if (events.length > 0 && !endedByBytes) pages = [{ after, limit, heard: begun, events }, ...pages].slice(0, PAGES);
    return events;
  };

  const readOnce = (after: Cursor | undefined, limit: number): Promise<readonly StoredEvent[]> => {
    const key = `${heard} ${limit} ${after}`;
    const reading = underWay.get(key) ?? read(after, limit).finally(() => underWay.delete(key));
    underWay.set(key, reading);
    return reading;
  };

  /** What a page has after the cursor; nothing if a reader would take too little for the end of the log. */
  const restOf = ({ after: before, events, ...page }: Page, after: Cursor | undefined, limit: number) => {
    const from = before === after ? 0 : 1 + events.findIndex(({ cursor }) => cursor === after);
    if (from === 0 && before !== after) return [];
    const rest = events.slice(from, from + limit);
    const isEnd = endsHere(events, page.limit) && page.heard === heard;
    return isEnd || rest.length >= Math.min(limit, LEAST_PAGE) ? rest : [];
  };

  return {
    async readAll(after, limit) {
      for (const page of pages) {
        const rest = restOf(page, after, limit);
        if (rest.length > 0) return rest;
      }
      return [...(await readOnce(after, limit))];
    },
  };
};
