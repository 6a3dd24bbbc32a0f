import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { isPublished } from '@jwg/published-language';
import { requestContext, Platform } from '@jwg/platform';
import { isAskedFor } from './events-query.js';
import { pageOf, type EventPage } from './event-page.js';
import { ListEvents } from './list-events.js';

/** The same events that Kafka shows, whoever asks: what is internal to a side is in no page, not even in that side's. */
export class ListPublishedEvents extends ListEvents {}

@QueryHandler(ListPublishedEvents)
export class ListPublishedEventsHandler implements IQueryHandler<ListPublishedEvents> {
  constructor(private readonly platform: Platform) {}

  async execute(query: ListPublishedEvents): Promise<EventPage> {
    requestContext(); // throws for an anonymous caller, although all callers get the same events
    const isWanted = isAskedFor(query);
    return pageOf(this.platform, query, (event) => isPublished(event) && isWanted(event), this.platform.published);
  }
}
