import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { CommitmentId, Due, ForumId, SessionId, statementEvents, Words, type ReviewOutcome } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { say, Statement } from './say.js';

const { by, outcome } = statementEvents.CommitmentReviewed.properties;

/** The forum went through a commitment and said what becomes of it. Each outcome has particulars of its own. */
export class ReviewCommitment extends Statement {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(outcome) outcome!: ReviewOutcome;
  @IsOptional() @Fits(Words) reason?: string;
  @IsOptional() @Fits(Due) due?: Due;
  @IsOptional() @Fits(by) by?: string[];
  @IsOptional() @Fits(ForumId) toForum?: string;
  @IsOptional() @Fits(SessionId) toSession?: string;
}

@CommandHandler(ReviewCommitment)
export class ReviewCommitmentHandler implements ICommandHandler<ReviewCommitment> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: ReviewCommitment) {
    return say(this.ledger, 'CommitmentReviewed', command);
  }
}
