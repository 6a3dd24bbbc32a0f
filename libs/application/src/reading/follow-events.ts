import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { requestContext, Platform } from '@jwg/platform';
import { isPublished } from '@jwg/published-language';
import { EventsQuery, isAskedFor, startOf } from './events-query.js';
import { scanLog, type Scanned } from './scan-log.js';

/** Events in one page. Each reader holds one page in memory, and there may be hundreds of readers. */
const PAGE = 25;

/** Published events after a cursor, without end: each call continues where the last one ended. */
export interface Feed {
  /** @throws UnknownCursor, StoreUnavailable */
  next(): Promise<Scanned>;
}

/**
 * The published events, from a place on and then each as soon as it is written: the same that Kafka shows, whoever
 * asks. Without `after` it begins with the ledger's first event.
 */
export class FollowEvents extends EventsQuery<Feed> {}

@QueryHandler(FollowEvents)
export class FollowEventsHandler implements IQueryHandler<FollowEvents> {
  constructor(private readonly platform: Platform) {}

  /** @throws NotFound, UnknownCursor */
  async execute(query: FollowEvents): Promise<Feed> {
    requestContext(); // throws for an anonymous caller, although all callers get the same events
    const { store } = this.platform;
    const isWanted = isAskedFor(query);
    let after = await startOf(this.platform, query);
    if (after !== undefined) await store.positionOf(after);
    return {
      async next() {
        const page = await scanLog(store, {
          after,
          limit: PAGE,
          wants: (event) => isPublished(event) && isWanted(event),
        });
        after = page.cursor;
        return page;
      },
    };
  }
}
