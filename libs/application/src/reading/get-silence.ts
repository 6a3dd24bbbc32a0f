import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { Type } from 'typebox';
import { Count, ForumId } from '@jwg/domain';
import { Platform } from '@jwg/platform';
import { silence, type Silence } from '@jwg/read-models';
import { Fits } from '../fits.js';
import { answer, LedgerQuery, requireKnown } from './ledger-query.js';

/** Commitments that are not finished and that nobody mentions any more. */
export class GetSilence extends LedgerQuery<Silence> {
  @IsOptional() @Fits(ForumId) forum?: string;
  /** Not mentioned for so many sessions of its forum; 1 when neither is given. */
  @IsOptional() @Fits(Count) sessions?: number;
  /** Or for so many months. */
  @IsOptional() @Fits(Count) months?: number;
  /** Also what the sides have not signed yet. */
  @IsOptional() @Fits(Type.Boolean()) includeUnsigned?: boolean;
}

@QueryHandler(GetSilence)
export class GetSilenceHandler implements IQueryHandler<GetSilence> {
  constructor(private readonly platform: Platform) {}

  execute(query: GetSilence) {
    const { forum, sessions, months, includeUnsigned } = query;
    return answer(this.platform, query, forum, async (asked) => {
      await requireKnown(asked, { forum });
      return silence(asked, { forum, sessions, months, includeUnsigned });
    });
  }
}
