import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { forumOf, SessionId, StatementId } from '@jwg/domain';
import { Platform } from '@jwg/platform';
import { sessionRecord, type SessionRecord } from '@jwg/read-models';
import { Fits } from '../fits.js';
import { PageSize } from './page-size.js';
import { answer, LedgerQuery, orNotFound } from './ledger-query.js';

/** What was said in a session, page by page, what was drafted, what was signed, and how these differ. */
export class GetSession extends LedgerQuery<SessionRecord> {
  @Fits(SessionId) sessionId!: string;
  /** The last statement of the page before. */
  @IsOptional() @Fits(StatementId) after?: string;
  /** How many statements at most; 50 without it. */
  @IsOptional() @Fits(PageSize) limit?: number;
}

@QueryHandler(GetSession)
export class GetSessionHandler implements IQueryHandler<GetSession> {
  constructor(private readonly platform: Platform) {}

  execute(query: GetSession) {
    const { sessionId, after, limit } = query;
    return answer(this.platform, query, forumOf(sessionId), async (asked) =>
      orNotFound('session', sessionId, await sessionRecord(asked, sessionId, { after, limit })),
    );
  }
}
