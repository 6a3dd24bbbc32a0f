import { IsOptional } from 'class-validator';
import { CommitmentId, Due, ForumId, SessionId, statementEvents, Words, type ReviewOutcome } from '@jwg/domain';
import { Fits } from '../fits.js';
import { Says, Statement } from './statement.js';

const { by, outcome } = statementEvents.CommitmentReviewed.properties;

/** The forum went through a commitment and said what becomes of it. Each outcome has particulars of its own. */
@Says('CommitmentReviewed')
export class ReviewCommitment extends Statement {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(outcome) outcome!: ReviewOutcome;
  @IsOptional() @Fits(Words) reason?: string;
  @IsOptional() @Fits(Due) due?: Due;
  @IsOptional() @Fits(by) by?: string[];
  @IsOptional() @Fits(ForumId) toForum?: string;
  @IsOptional() @Fits(SessionId) toSession?: string;
}
