import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { forumOf, SessionId } from '@jwg/domain';
import { Platform } from '@jwg/platform';
import { sessionRecord, type SessionRecord } from '@jwg/read-models';
import { Fits } from '../fits.js';
import { answer, LedgerQuery, orNotFound } from './ledger-query.js';

/** What was said in a session, what was drafted, what was signed, and how these differ. */
export class GetSession extends LedgerQuery<SessionRecord> {
  @Fits(SessionId) sessionId!: string;
}

@QueryHandler(GetSession)
export class GetSessionHandler implements IQueryHandler<GetSession> {
  constructor(private readonly platform: Platform) {}

  execute(query: GetSession) {
    const { sessionId } = query;
    return answer(this.platform, query, forumOf(sessionId), async (asked) =>
      orNotFound('session', sessionId, await sessionRecord(asked, sessionId)),
    );
  }
}
