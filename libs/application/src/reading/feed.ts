import type { LedgerStoredEvent, Platform } from '@jwg/platform';
import { isAskedFor, startOf, type EventsQuery } from './events-query.js';
import { scanLog, type Scanned } from './scan-log.js';

/** Events after a cursor, without end: each call continues where the last one ended. */
export interface Feed {
  /** @throws UnknownCursor, StoreUnavailable */
  next(): Promise<Scanned>;
}

/**
 * What a query asks for of the events that its reader may have. Without `after` it begins with the ledger's first event.
 *
 * @param limit  the most events that one call gives
 * @throws NotFound, UnknownCursor
 */
export const feedOf = async (
  platform: Platform,
  query: EventsQuery<unknown>,
  limit: number,
  mayHave: (event: LedgerStoredEvent) => boolean,
): Promise<Feed> => {
  const { published: store } = platform;
  const isWanted = isAskedFor(query);
  let after = await startOf(platform, query);
  if (after !== undefined) await store.positionOf(after);
  return {
    async next() {
      const page = await scanLog(store, { after, limit, wants: (event) => mayHave(event) && isWanted(event) });
      after = page.cursor;
      return page;
    },
  };
};
