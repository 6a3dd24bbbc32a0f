import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { Type } from 'typebox';
import { ForumId, named, oneOf, SessionId } from '@jwg/domain';
import { Platform } from '@jwg/platform';
import { sessionPage, sessions, type SessionPage, type SessionsAsked } from '@jwg/read-models';
import { Fits } from '../fits.js';
import { answer, LedgerQuery, orNotFound, requireKnown } from './ledger-query.js';
import { PageSize } from './page-size.js';

const Phases = Type.Array(named('KnownPhase', oneOf('scheduled', 'postponed', 'cancelled', 'open', 'concluded')), {
  minItems: 1,
  maxItems: 5,
});

/** The sessions of all forums, also those that are only planned, the latest first, page by page. */
export class ListAllSessions extends LedgerQuery<SessionPage> {
  /** Held by this forum. */
  @IsOptional() @Fits(ForumId) forum?: string;
  /** In one of these phases. */
  @IsOptional() @Fits(Phases) phase?: SessionsAsked['phase'];
  /** The last session of the page before. */
  @IsOptional() @Fits(SessionId) after?: string;
  @IsOptional() @Fits(PageSize) limit?: number;
}

@QueryHandler(ListAllSessions)
export class ListAllSessionsHandler implements IQueryHandler<ListAllSessions> {
  constructor(private readonly platform: Platform) {}

  execute(query: ListAllSessions) {
    const { forum, phase, after, limit } = query;
    return answer(this.platform, query, forum, async (asked) => {
      await requireKnown(asked, { forum });
      if (after !== undefined) orNotFound('session', after, await asked.reader.get(sessions, after));
      return sessionPage(asked, { forum, phase, after, limit });
    });
  }
}
