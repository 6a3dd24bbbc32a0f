import { IsOptional } from 'class-validator';
import type { Static } from 'typebox';
import { commitment, commitmentEvents, CommitmentId, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

const { rating } = commitmentEvents.ProgressAssessed.properties;

/** One side's secretariat judges how the work stands. */
@On(commitment, 'AssessProgress', 'commitmentId')
export class AssessProgress extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(rating) rating!: Static<typeof rating>;
  @IsOptional() @Fits(Words) remarks?: string;
}
