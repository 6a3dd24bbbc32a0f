import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { CommitmentId, CommitmentKind, Day, ForumId, InstitutionId, oneOf, Side } from '@jwg/domain';
import { Type } from 'typebox';
import { Platform, requestContext } from '@jwg/platform';
import { commitmentList, flagNames, isSide, type CommitmentFilters, type CommitmentList } from '@jwg/read-models';
import { Fits } from '../fits.js';
import { Invalid } from '../parse-input.js';
import { PageSize } from './page-size.js';
import { answer, LedgerQuery, requireKnown } from './ledger-query.js';

const statuses = [
  'notStarted',
  'inProgress',
  'onHold',
  'reportedComplete',
  'completed',
  'proposed',
  'notAdopted',
  'superseded',
  'withdrawn',
  'lapsed',
  'referred',
] as const;
const adoptions = ['proposed', 'provisional', 'adopted', 'notAdopted'] as const;

const Awaited = Type.Union([Type.Literal('me'), Side, InstitutionId], {
  description: 'a side like PK, an institution like pk-most, or me',
});

/** Commitments that fulfil all filters, in the order of their numbers, page by page. */
export class ListCommitments extends LedgerQuery<CommitmentList> {
  /** Its own, and what came before it from other forums. */
  @IsOptional() @Fits(ForumId) forum?: string;
  /** Referred to this forum, which has not answered yet. */
  @IsOptional() @Fits(ForumId) referredTo?: string;
  /** Leads or supports it. */
  @IsOptional() @Fits(InstitutionId) institution?: string;
  @IsOptional() @Fits(Side) side?: string;
  @IsOptional() @Fits(CommitmentKind) kind?: CommitmentKind;
  @IsOptional() @Fits(oneOf(...statuses)) status?: CommitmentFilters['status'];
  @IsOptional() @Fits(oneOf(...adoptions)) adoption?: CommitmentFilters['adoption'];
  @IsOptional() @Fits(oneOf(...flagNames)) flag?: CommitmentFilters['flag'];
  /** Due on an earlier day. */
  @IsOptional() @Fits(Day) dueBefore?: string;
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
    const { asOf: _moment, asOfBasis: _basis, signedOnly: _counted, after, limit, ...filters } = query;
    const awaiting = filters.awaiting === 'me' ? whoAsks() : filters.awaiting;
    return answer(this.platform, query, filters.forum, async (asked) => {
      await requireKnown(asked, filters);
      if (awaiting !== undefined)
        await requireKnown(asked, isSide(awaiting) ? { side: awaiting } : { institution: awaiting });
      return commitmentList(asked, { ...filters, awaiting }, { after, limit });
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
