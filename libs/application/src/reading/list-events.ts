import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { Name, sees } from '@jwg/domain';
import { Platform, viewer, type LedgerStoredEvent } from '@jwg/platform';
import { Fits } from '../fits.js';
import { PageSize } from './page-size.js';

/**
 * The ledger itself, in order, page by page: straight from the store, no read model between. What is internal to another
 * side is left out, so positions may have gaps and a page may have fewer events than it could; `next` goes on all the same.
 */
export class ListEvents extends Query<EventPage> {
  /** The `next` of the page before, or the `cursor` of the last event that was seen. */
  @IsOptional() @Fits(Name) after?: string;
  @IsOptional() @Fits(PageSize) limit?: number;
}

export interface EventPage {
  readonly events: readonly LedgerStoredEvent[];
  /** Hand it back as `after`; missing at the end, for now. */
  readonly next?: string;
}

@QueryHandler(ListEvents)
export class ListEventsHandler implements IQueryHandler<ListEvents> {
  constructor(private readonly platform: Platform) {}

  async execute({ after, limit = 50 }: ListEvents): Promise<EventPage> {
    const eyes = viewer();
    const page = (await this.platform.store.readAll(after, limit)) as LedgerStoredEvent[];
    const events = page.filter((event) => sees(eyes, event));
    return { events, ...(page.length === limit && { next: page.at(-1)!.cursor }) };
  }
}
