import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { CommitmentId, ForumId, forumOf, SessionId } from '@jwg/domain';
import { Platform } from '@jwg/platform';
import { timeline, type Timeline } from '@jwg/read-models';
import { Type } from 'typebox';
import { Fits } from '../fits.js';
import { PageSize } from './page-size.js';
import { answer, LedgerQuery, orNotFound } from './ledger-query.js';

/** Every event about one commitment, session or forum, from all streams, in order, page by page. */
export class GetTimeline extends LedgerQuery<Timeline> {
  @Fits(Type.Union([CommitmentId, SessionId, ForumId], { description: 'the id of a commitment, session or forum' }))
  subject!: string;
  /** `next` of the page before. */
  @IsOptional() @Fits(Type.Integer({ minimum: 0 })) after?: number;
  @IsOptional() @Fits(PageSize) limit?: number;
}

@QueryHandler(GetTimeline)
export class GetTimelineHandler implements IQueryHandler<GetTimeline> {
  constructor(private readonly platform: Platform) {}

  execute(query: GetTimeline) {
    const { subject, after, limit } = query;
    return answer(this.platform, query, forumOf(subject), async (asked) => {
      const page = await timeline(asked, subject, { after, limit });
      return orNotFound(nounOf(subject), subject, page.entries.length > 0 || after !== undefined ? page : undefined);
    });
  }
}

const nounOf = (id: string): string => ['forum', 'session', 'commitment'][id.split('.').length - 1] ?? 'subject';
