import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { CommitmentId, forumOf } from '@jwg/domain';
import { Platform } from '@jwg/platform';
import { commitmentRecord, type CommitmentRecord } from '@jwg/read-models';
import { Fits } from '../fits.js';
import { answer, LedgerQuery, orNotFound } from './ledger-query.js';

/** One commitment, its flags, and why it stands where it stands. */
export class GetCommitment extends LedgerQuery<CommitmentRecord> {
  @Fits(CommitmentId) commitmentId!: string;
}

@QueryHandler(GetCommitment)
export class GetCommitmentHandler implements IQueryHandler<GetCommitment> {
  constructor(private readonly platform: Platform) {}

  execute(query: GetCommitment) {
    const { commitmentId } = query;
    return answer(this.platform, query, forumOf(commitmentId), async (asked) =>
      orNotFound('commitment', commitmentId, await commitmentRecord(asked, commitmentId)),
    );
  }
}
