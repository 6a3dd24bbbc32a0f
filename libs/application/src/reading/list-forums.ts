import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Platform } from '@jwg/platform';
import { forumList, type ForumList } from '@jwg/read-models';
import { answer, LedgerQuery } from './ledger-query.js';

/** The forums, their sides and institutions. */
export class ListForums extends LedgerQuery<ForumList> {}

@QueryHandler(ListForums)
export class ListForumsHandler implements IQueryHandler<ListForums> {
  constructor(private readonly platform: Platform) {}

  execute(query: ListForums) {
    return answer(this.platform, query, undefined, forumList);
  }
}
