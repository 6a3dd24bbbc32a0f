import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { CommitmentId, ForumId, InstitutionId, named, oneOf, Side } from '@jwg/domain';
import { Type } from 'typebox';
import { Platform, requestContext } from '@jwg/platform';
import { commitmentList, isSide, type CommitmentFilters, type CommitmentList } from '@jwg/read-models';
import { Fits } from '../fits.js';
import { Invalid } from '../parse-input.js';
import { PageSize } from './page-size.js';
import { FilteredQuery, filtersIn } from './filtered-query.js';
import { answer, requireKnown } from './ledger-query.js';

const adoptions = ['proposed', 'provisional', 'adopted', 'notAdopted'] as const;

const Awaited = Type.Union([Type.Literal('me'), Side, InstitutionId], {
  description: 'a side like PK, an institution like pk-most, or me',
});

/** Commitments that fulfil all filters, in the order of their numbers, page by page. */
export class ListCommitments extends FilteredQuery<CommitmentList> {
  /** Its own, and what came before it from other forums. */
  @IsOptional() @Fits(ForumId) forum?: string;
  /** Referred to this forum, which has not answered yet. */
  @IsOptional() @Fits(ForumId) referredTo?: string;
  @IsOptional() @Fits(named('AdoptionStatus', oneOf(...adoptions))) adoption?: CommitmentFilters['adoption'];
  /** The next move is theirs: a side's or an institution's; me: of whoever asks. */
  @IsOptional() @Fits(Awaited) awaiting?: string;
  /** The last commitment of the page before. */
  @IsOptional() @Fits(CommitmentId) after?: string;
  @IsOptional() @Fits(PageSize) limit?: number;
}

@QueryHandler(ListCommitments)
export class ListCommitmentsHandler implements IQueryHandler<ListCommitments> {
  constructor(private readonly platform: Platform) {}

  execute(query: ListCommitments) {
    const { forum, referredTo, adoption, after, limit } = query;
    const awaiting = query.awaiting === 'me' ? whoAsks() : query.awaiting;
    const filters = { ...filtersIn(query), forum, referredTo, adoption, awaiting };
    return answer(this.platform, query, forum, async (asked) => {
      await requireKnown(asked, filters);
      if (awaiting !== undefined)
        await requireKnown(asked, isSide(awaiting) ? { side: awaiting } : { institution: awaiting });
      return commitmentList(asked, filters, { after, limit });
    });
  }
}

/** A focal point asks for the institution, anybody else of a side for the side. */
const whoAsks = (): string => {
  const { institution, side } = requestContext().actor;
  const me = institution ?? side;
  if (me !== undefined) return me;
  throw new Invalid([
    { field: '/awaiting', rule: 'cannot be me for somebody who acts for no side; name a side or an institution' },
  ]);
};
