import { setImmediate as letOthersIn } from 'node:timers/promises';
import { forumOf } from '@jwg/domain';
import { idOf, type StoredEvent } from '@jwg/event-sourcing';
import { eventsBetween, type Platform } from '@jwg/platform';
import { isPublished } from '@jwg/published-language';
import { lastUpTo, type RowsAt } from '@jwg/read-models';
import { rowsToExport, type ExportQuery } from './export-query.js';

export interface ExportedEvents {
  readonly position: number;
  /** Page by page. A page may be empty: so whoever takes them can leave before the next event of a forum. */
  readonly pages: AsyncIterable<readonly StoredEvent[]>;
}

/**
 * The events that everybody may read, as they are published, in the order of the log.
 *
 * @throws what `rowsToExport` throws, before the first page
 */
export const exportedEvents = async (platform: Platform, query: ExportQuery): Promise<ExportedEvents> => {
  const at = await rowsToExport(platform, query);
  const { after = -1, forum } = query;
  const place = await placeOf(at, platform, after);
  const isWanted = (event: StoredEvent) =>
    isPublished(event) && (forum === undefined || forumOf(idOf(event.stream)) === forum);
  const pages = async function* () {
    for await (const page of eventsBetween(platform.published, place, after + 1, at.position + 1)) {
      yield page.filter(isWanted);
      await letOthersIn();
    }
  };
  return { position: at.position, pages: pages() };
};

/** A cursor at or before a position, and the position that follows it. */
const placeOf = async (at: RowsAt, { store }: Platform, position: number) => {
  const last = await lastUpTo(at, position);
  const [event] = last ? await store.readStream(last.stream, last.revision, 1) : [];
  return { after: event?.cursor, next: event ? event.position + 1 : 0 };
};
