import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import type { Static } from 'typebox';
import { commitment, commitmentEvents, CommitmentId, Words } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

const { rating } = commitmentEvents.ProgressAssessed.properties;

/** One side's secretariat judges how the work stands. */
export class AssessProgress extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(rating) rating!: Static<typeof rating>;
  @IsOptional() @Fits(Words) remarks?: string;
}

@CommandHandler(AssessProgress)
export class AssessProgressHandler implements ICommandHandler<AssessProgress> {
  constructor(private readonly ledger: Ledger) {}

  execute({ commitmentId, provenance, ...data }: AssessProgress) {
    return this.ledger.transact(commitment, commitmentId, { type: 'AssessProgress', data }, envelope(provenance));
  }
}
