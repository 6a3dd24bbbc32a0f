import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { ForumId, oneOf } from '@jwg/domain';
import { Platform } from '@jwg/platform';
import { matrix, type Matrix } from '@jwg/read-models';
import { Fits } from '../fits.js';
import { answer, LedgerQuery, orNotFound } from './ledger-query.js';

/** Commitment × session: what each session of a forum did to each commitment. */
export class GetMatrix extends LedgerQuery<Matrix> {
  @Fits(ForumId) forum!: string;
  /** sparse: only the cells of sessions that named the commitment, or after which its status, adoption or due date differs. */
  @IsOptional() @Fits(oneOf('full', 'sparse')) cells?: 'full' | 'sparse';
}

@QueryHandler(GetMatrix)
export class GetMatrixHandler implements IQueryHandler<GetMatrix> {
  constructor(private readonly platform: Platform) {}

  execute(query: GetMatrix) {
    const { forum, cells } = query;
    return answer(this.platform, query, forum, async (asked) =>
      orNotFound('forum', forum, await matrix(asked, forum, { cells })),
    );
  }
}
