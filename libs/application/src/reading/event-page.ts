import type { Cursor, EventStore } from '@jwg/event-sourcing';
import type { LedgerStoredEvent, Platform } from '@jwg/platform';
import { DEFAULT_PAGE_SIZE } from '@jwg/read-models';
import { startOf, type EventsQuery } from './events-query.js';
import { scanLog } from './scan-log.js';

export interface EventPage {
  readonly events: readonly LedgerStoredEvent[];
  /** Hand it back as `after`; missing at the end, for now. */
  readonly next?: Cursor;
  /** How far the page looked, even where it found nothing: what comes later is asked for after this. Missing while the ledger is empty. */
  readonly cursor?: Cursor;
}

/** @throws NotFound, UnknownCursor, StoreUnavailable */
export const pageOf = async (
  platform: Platform,
  query: EventsQuery<EventPage> & { readonly limit?: number },
  wants: (event: LedgerStoredEvent) => boolean,
  store: Pick<EventStore, 'readAll'>,
): Promise<EventPage> => {
  const after = await startOf(platform, query);
  const { events, cursor, more } = await scanLog(store, {
    after,
    limit: query.limit ?? DEFAULT_PAGE_SIZE,
    wants,
  });
  return { events, ...(more && { next: cursor }), ...(cursor !== undefined && { cursor }) };
};
