import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { ForumId } from '@jwg/domain';
import { Platform } from '@jwg/platform';
import { sessionList, type SessionList } from '@jwg/read-models';
import { Fits } from '../fits.js';
import { answer, LedgerQuery, orNotFound } from './ledger-query.js';

/** The sessions of a forum, also those that are only planned. */
export class ListSessions extends LedgerQuery<SessionList> {
  @Fits(ForumId) forum!: string;
}

@QueryHandler(ListSessions)
export class ListSessionsHandler implements IQueryHandler<ListSessions> {
  constructor(private readonly platform: Platform) {}

  execute(query: ListSessions) {
    const { forum } = query;
    return answer(this.platform, query, forum, async (asked) =>
      orNotFound('forum', forum, await sessionList(asked, forum)),
    );
  }
}
