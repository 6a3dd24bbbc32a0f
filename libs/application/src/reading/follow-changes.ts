import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sees } from '@jwg/domain';
import { Platform, viewer } from '@jwg/platform';
import { EventsQuery } from './events-query.js';
import { feedOf, type Feed } from './feed.js';

/** Events in one page, which become one change. */
const PAGE = 100;

/**
 * What changes, from a place on and then as soon as it is written: also by events that are internal to the reader's own
 * side. Events that are written together are one change.
 */
export class FollowChanges extends EventsQuery<Feed> {}

@QueryHandler(FollowChanges)
export class FollowChangesHandler implements IQueryHandler<FollowChanges> {
  constructor(private readonly platform: Platform) {}

  /** @throws NotFound, UnknownCursor */
  async execute(query: FollowChanges): Promise<Feed> {
    const eyes = viewer();
    return feedOf(this.platform, query, PAGE, (event) => sees(eyes, event));
  }
}
