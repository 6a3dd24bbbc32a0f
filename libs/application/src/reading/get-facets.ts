import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { ForumId } from '@jwg/domain';
import { Platform } from '@jwg/platform';
import { facets, type Facets } from '@jwg/read-models';
import { Fits } from '../fits.js';
import { FilteredQuery, filtersIn } from './filtered-query.js';
import { answer, orNotFound, requireKnown } from './ledger-query.js';

/** How many of a forum's commitments there are by status, flag, kind, institution and side, each under the other filters. */
export class GetFacets extends FilteredQuery<Facets> {
  @Fits(ForumId) forum!: string;
}

@QueryHandler(GetFacets)
export class GetFacetsHandler implements IQueryHandler<GetFacets> {
  constructor(private readonly platform: Platform) {}

  execute(query: GetFacets) {
    const { forum } = query;
    const filters = filtersIn(query);
    return answer(this.platform, query, forum, async (asked) => {
      await requireKnown(asked, { forum, ...filters });
      return orNotFound('forum', forum, await facets(asked, forum, filters));
    });
  }
}
