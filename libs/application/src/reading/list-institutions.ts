import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { ForumId, InstitutionId, Side } from '@jwg/domain';
import { Platform } from '@jwg/platform';
import { institutionList, type InstitutionList } from '@jwg/read-models';
import { Fits } from '../fits.js';
import { answer, LedgerQuery, requireKnown } from './ledger-query.js';
import { PageSize } from './page-size.js';

/** The institutions of all forums with their names, former names and successors, by id, page by page. */
export class ListInstitutions extends LedgerQuery<InstitutionList> {
  /** Registered in this forum. */
  @IsOptional() @Fits(ForumId) forum?: string;
  @IsOptional() @Fits(Side) side?: string;
  /** The last institution of the page before. */
  @IsOptional() @Fits(InstitutionId) after?: string;
  @IsOptional() @Fits(PageSize) limit?: number;
}

@QueryHandler(ListInstitutions)
export class ListInstitutionsHandler implements IQueryHandler<ListInstitutions> {
  constructor(private readonly platform: Platform) {}

  execute(query: ListInstitutions) {
    const { forum, side, after, limit } = query;
    return answer(this.platform, query, forum, async (asked) => {
      await requireKnown(asked, { forum, side });
      return institutionList(asked, { forum, side, after, limit });
    });
  }
}
