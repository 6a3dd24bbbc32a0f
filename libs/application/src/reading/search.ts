import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { ForumId, Name } from '@jwg/domain';
import { Platform } from '@jwg/platform';
import { placeIn, search, soughtIn, type RowsAt, type SearchPage } from '@jwg/read-models';
import { Fits } from '../fits.js';
import { Invalid } from '../parse-input.js';
import { answer, LedgerQuery, requireKnown } from './ledger-query.js';
import { PageSize } from './page-size.js';

/**
 * What says all of these words: titles, texts, institutions, people and ids, in every language that was recorded. What
 * names a forum, an institution, a session or a commitment comes first, then what else was said; the latest first.
 */
export class Search extends LedgerQuery<SearchPage> {
  /** Words or their beginnings, in any order; of a script without spaces, any part of a text. */
  @Fits(Name) q!: string;
  /** Only what is about this forum, its sessions and its commitments. */
  @IsOptional() @Fits(ForumId) forum?: string;
  /** `next` of the page before. */
  @IsOptional() @Fits(Name) after?: string;
  @IsOptional() @Fits(PageSize) limit?: number;
}

@QueryHandler(Search)
export class SearchHandler implements IQueryHandler<Search> {
  constructor(private readonly platform: Platform) {}

  execute(query: Search) {
    const { q, forum, after, limit } = query;
    const problems = [
      ...(soughtIn(q).length === 0 ? [{ field: '/q', rule: 'needs a letter or a digit to look for' }] : []),
      ...(placeIn(after) ? [] : [{ field: '/after', rule: 'is the next of an earlier page, or is left out' }]),
    ];
    if (problems.length > 0) throw new Invalid(problems);
    const ask = async (asked: RowsAt) => {
      await requireKnown(asked, { forum });
      const person = await this.platform.ledger.personNamed(q);
      return search(asked, { q, person, forum, after, limit });
    };
    return answer(this.platform, query, forum, ask, { isSearch: true });
  }
}
