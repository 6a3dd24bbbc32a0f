import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { CommitmentId, forumOf } from '@jwg/domain';
import { Platform, requestContext } from '@jwg/platform';
import { commitmentRecord, type CommitmentRecord as RecordInRows } from '@jwg/read-models';
import { Fits } from '../fits.js';
import { answer, LedgerQuery, orNotFound } from './ledger-query.js';
import { movesOf, type Moves } from './moves-of.js';

export interface CommitmentRecord extends RecordInRows, Moves {}

/** One commitment, its flags, why it stands where it stands, and what it waits for. */
export class GetCommitment extends LedgerQuery<CommitmentRecord> {
  @Fits(CommitmentId) commitmentId!: string;
}

@QueryHandler(GetCommitment)
export class GetCommitmentHandler implements IQueryHandler<GetCommitment> {
  constructor(private readonly platform: Platform) {}

  execute(query: GetCommitment) {
    const { commitmentId, asOf, asOfBasis, signedOnly } = query;
    const isNow = asOf === undefined && asOfBasis !== 'occurred' && !signedOnly;
    const caller = isNow ? requestContext().actor : undefined;
    return answer(this.platform, query, forumOf(commitmentId), async (asked) => {
      const record = orNotFound('commitment', commitmentId, await commitmentRecord(asked, commitmentId));
      return { ...record, ...(await movesOf(this.platform.ledger, asked, record, caller)) };
    });
  }
}
