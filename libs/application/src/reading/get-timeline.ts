import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { CommitmentId, ForumId, forumOf, named, oneOf, SessionId } from '@jwg/domain';
import { Platform } from '@jwg/platform';
import { timeline, type Timeline, type TimelineAsked } from '@jwg/read-models';
import { Type } from 'typebox';
import { Fits } from '../fits.js';
import { EventTypes } from './events-query.js';
import { PageSize } from './page-size.js';
import { answer, LedgerQuery, orNotFound } from './ledger-query.js';

/** Every event about one commitment, session or forum, from all streams, in order, page by page. */
export class GetTimeline extends LedgerQuery<Timeline> {
  @Fits(Type.Union([CommitmentId, SessionId, ForumId], { description: 'the id of a commitment, session or forum' }))
  subject!: string;
  /** `next` of the page before. */
  @IsOptional() @Fits(Type.Integer({ minimum: 0 })) after?: number;
  /** Only what is before this position. */
  @IsOptional() @Fits(Type.Integer({ minimum: 0 })) before?: number;
  @IsOptional() @Fits(PageSize) limit?: number;
  /** Oldest first without it. */
  @IsOptional() @Fits(named('TimelineOrder', oneOf('oldest', 'newest'))) order?: TimelineAsked['order'];
  /** In the order in which it was recorded, or in which it happened; recorded without it. */
  @IsOptional() @Fits(named('TimelineBasis', oneOf('recorded', 'happened'))) on?: TimelineAsked['on'];
  /** Only events of these types. */
  @IsOptional() @Fits(EventTypes) types?: TimelineAsked['types'];
}

@QueryHandler(GetTimeline)
export class GetTimelineHandler implements IQueryHandler<GetTimeline> {
  constructor(private readonly platform: Platform) {}

  execute(query: GetTimeline) {
    const { subject, after, before, limit, order, on, types } = query;
    return answer(this.platform, query, forumOf(subject), async (asked) => {
      const page = await timeline(asked, subject, { after, before, limit, order, on, types });
      const first = page.entries[0] ?? (await timeline(asked, subject, { limit: 1 })).entries[0];
      return orNotFound(nounOf(subject), subject, first && page);
    });
  }
}

const nounOf = (id: string): string => ['forum', 'session', 'commitment'][id.split('.').length - 1] ?? 'subject';
