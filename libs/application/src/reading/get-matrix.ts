import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { CommitmentId, ForumId, named, oneOf } from '@jwg/domain';
import { Platform } from '@jwg/platform';
import { commitments, matrix, matrixOrders, MAX_PAGE_SIZE, type Matrix } from '@jwg/read-models';
import { Fits } from '../fits.js';
import { FilteredQuery, filtersIn } from './filtered-query.js';
import { answer, orNotFound, requireKnown } from './ledger-query.js';
import { PageSize } from './page-size.js';

/** Commitment × session: what each session of a forum did to each commitment, page by page. */
export class GetMatrix extends FilteredQuery<Matrix> {
  @Fits(ForumId) forum!: string;
  /** sparse: only the cells of sessions that named the commitment, or after which its status, adoption or due date differs. */
  @IsOptional() @Fits(named('MatrixFilling', oneOf('full', 'sparse'))) cells?: 'full' | 'sparse';
  /** By number, by the day that they are due, the longest silence first, or the latest change first. */
  @IsOptional() @Fits(named('MatrixOrder', oneOf(...matrixOrders))) sort?: (typeof matrixOrders)[number];
  /** The last commitment of the page before. */
  @IsOptional() @Fits(CommitmentId) after?: string;
  /** 500 without it. */
  @IsOptional() @Fits(PageSize) limit?: number;
}

@QueryHandler(GetMatrix)
export class GetMatrixHandler implements IQueryHandler<GetMatrix> {
  constructor(private readonly platform: Platform) {}

  execute(query: GetMatrix) {
    const { forum, cells, sort, after, limit = MAX_PAGE_SIZE } = query;
    const filters = filtersIn(query);
    return answer(this.platform, query, forum, async (asked) => {
      await requireKnown(asked, { forum, ...filters });
      if (after !== undefined) orNotFound('commitment', after, await asked.reader.get(commitments, after));
      return orNotFound('forum', forum, await matrix(asked, forum, { ...filters, cells, sort, after, limit }));
    });
  }
}
