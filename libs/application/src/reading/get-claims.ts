import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { CommitmentId, forumOf } from '@jwg/domain';
import { Platform } from '@jwg/platform';
import { claims, type Claims } from '@jwg/read-models';
import { Fits } from '../fits.js';
import { answer, LedgerQuery, orNotFound } from './ledger-query.js';

/** What the sources of a commitment say differently, side by side, with the one on which it stands and why. */
export class GetClaims extends LedgerQuery<Claims> {
  @Fits(CommitmentId) commitmentId!: string;
}

@QueryHandler(GetClaims)
export class GetClaimsHandler implements IQueryHandler<GetClaims> {
  constructor(private readonly platform: Platform) {}

  execute(query: GetClaims) {
    const { commitmentId } = query;
    return answer(this.platform, query, forumOf(commitmentId), async (asked) =>
      orNotFound('commitment', commitmentId, await claims(asked, commitmentId)),
    );
  }
}
