import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { CommitmentId, CommitmentKind, Day, ForumId, InstitutionId, oneOf, Side } from '@jwg/domain';
import { Platform } from '@jwg/platform';
import { commitmentList, flagNames, type CommitmentFilters, type CommitmentList } from '@jwg/read-models';
import { Fits } from '../fits.js';
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

/** Commitments that fulfil all filters, in the order of their numbers, page by page. */
export class ListCommitments extends LedgerQuery<CommitmentList> {
  @IsOptional() @Fits(ForumId) forum?: string;
  /** Leads or supports it. */
  @IsOptional() @Fits(InstitutionId) institution?: string;
  @IsOptional() @Fits(Side) side?: string;
  @IsOptional() @Fits(CommitmentKind) kind?: CommitmentKind;
  @IsOptional() @Fits(oneOf(...statuses)) status?: CommitmentFilters['status'];
  @IsOptional() @Fits(oneOf(...adoptions)) adoption?: CommitmentFilters['adoption'];
  @IsOptional() @Fits(oneOf(...flagNames)) flag?: CommitmentFilters['flag'];
  /** Due on an earlier day. */
  @IsOptional() @Fits(Day) dueBefore?: string;
  /** The last commitment of the page before. */
  @IsOptional() @Fits(CommitmentId) after?: string;
  @IsOptional() @Fits(PageSize) limit?: number;
}

@QueryHandler(ListCommitments)
export class ListCommitmentsHandler implements IQueryHandler<ListCommitments> {
  constructor(private readonly platform: Platform) {}

  execute(query: ListCommitments) {
    const { asOf: _moment, asOfBasis: _basis, signedOnly: _counted, after, limit, ...filters } = query;
    return answer(this.platform, query, filters.forum, async (asked) => {
      await requireKnown(asked, filters);
      return commitmentList(asked, filters, { after, limit });
    });
  }
}
