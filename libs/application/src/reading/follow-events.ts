import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { requestContext, Platform } from '@jwg/platform';
import { isPublished } from '@jwg/published-language';
import { EventsQuery } from './events-query.js';
import { feedOf, type Feed } from './feed.js';

/** Events in one page. Each reader holds one page in memory, and there may be hundreds of readers. */
const PAGE = 25;

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
    return feedOf(this.platform, query, PAGE, isPublished);
  }
}
