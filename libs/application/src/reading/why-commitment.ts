import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { CommitmentId, forumOf, named, oneOf } from '@jwg/domain';
import { Platform } from '@jwg/platform';
import { whatOf, why, type Why, type WhyAsked } from '@jwg/read-models';
import { Fits } from '../fits.js';
import { answer, LedgerQuery, orNotFound } from './ledger-query.js';

/** Why a commitment stands as it stands: from each value and flag back to what was said, to the paragraph. */
export class WhyCommitment extends LedgerQuery<Why> {
  @Fits(CommitmentId) commitmentId!: string;
  /** Only why this is so; all of it without it. */
  @IsOptional() @Fits(named('WhyAsked', oneOf(...whatOf))) what?: WhyAsked;
}

@QueryHandler(WhyCommitment)
export class WhyCommitmentHandler implements IQueryHandler<WhyCommitment> {
  constructor(private readonly platform: Platform) {}

  execute(query: WhyCommitment) {
    const { commitmentId, what } = query;
    return answer(this.platform, query, forumOf(commitmentId), async (asked) =>
      orNotFound('commitment', commitmentId, await why(asked, commitmentId, what)),
    );
  }
}
