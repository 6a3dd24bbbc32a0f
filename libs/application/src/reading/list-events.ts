import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { sees } from '@jwg/domain';
import { Platform, viewer } from '@jwg/platform';
import { Fits } from '../fits.js';
import { EventsQuery, isAskedFor } from './events-query.js';
import { pageOf, type EventPage } from './event-page.js';
import { PageSize } from './page-size.js';

/**
 * The ledger itself, in order, page by page: straight from the store, no read model between. What is internal to another
 * side is left out, so positions may have gaps. One question looks at no more than 10,000 events, so a page may have
 * fewer events than it could, or none; `next` goes on all the same.
 */
export class ListEvents extends EventsQuery<EventPage> {
  @IsOptional() @Fits(PageSize) limit?: number;
}

@QueryHandler(ListEvents)
export class ListEventsHandler implements IQueryHandler<ListEvents> {
  constructor(private readonly platform: Platform) {}

  async execute(query: ListEvents): Promise<EventPage> {
    const eyes = viewer();
    const isWanted = isAskedFor(query);
    return pageOf(this.platform, query, (event) => sees(eyes, event) && isWanted(event), this.platform.enciphered);
  }
}
