import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Platform } from '@jwg/platform';
import { overview, type Overview } from '@jwg/read-models';
import { answer, LedgerQuery } from './ledger-query.js';

/** All forums at a glance: their sessions, how many commitments stand how, and what was recorded last. */
export class GetOverview extends LedgerQuery<Overview> {}

@QueryHandler(GetOverview)
export class GetOverviewHandler implements IQueryHandler<GetOverview> {
  constructor(private readonly platform: Platform) {}

  execute(query: GetOverview) {
    return answer(this.platform, query, undefined, overview);
  }
}
