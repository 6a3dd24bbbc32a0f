import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { ForumId } from '@jwg/domain';
import { Platform } from '@jwg/platform';
import { forums, type ForumRow } from '@jwg/read-models';
import { Fits } from '../fits.js';
import { answer, LedgerQuery, orNotFound } from './ledger-query.js';

export interface ForumRecord extends ForumRow {
  /** The place in the log that the answer knew. */
  readonly position: number;
}

/** One forum, its sides and institutions. */
export class GetForum extends LedgerQuery<ForumRecord> {
  @Fits(ForumId) forum!: string;
}

@QueryHandler(GetForum)
export class GetForumHandler implements IQueryHandler<GetForum> {
  constructor(private readonly platform: Platform) {}

  execute(query: GetForum) {
    const { forum } = query;
    return answer(this.platform, query, forum, async ({ reader, position }) => ({
      ...orNotFound('forum', forum, await reader.get(forums, forum)),
      position,
    }));
  }
}
