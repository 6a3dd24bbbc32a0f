import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { ForumId } from '@jwg/domain';
import { Platform } from '@jwg/platform';
import { moments, type Moments } from '@jwg/read-models';
import { Fits } from '../fits.js';
import { answer, LedgerQuery, orNotFound } from './ledger-query.js';

/** Where a reader can stop on a forum's line of time: its sessions, and the days on which something was recorded. */
export class GetMoments extends LedgerQuery<Moments> {
  @Fits(ForumId) forum!: string;
}

@QueryHandler(GetMoments)
export class GetMomentsHandler implements IQueryHandler<GetMoments> {
  constructor(private readonly platform: Platform) {}

  execute(query: GetMoments) {
    const { forum } = query;
    return answer(this.platform, query, forum, async (asked) =>
      orNotFound('forum', forum, await moments(asked, forum)),
    );
  }
}
