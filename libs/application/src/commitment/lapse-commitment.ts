import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { commitment, CommitmentId, Words } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** A commitment lapses by a rule; it takes both secretariats. */
export class LapseCommitment extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(Words) rule!: string;
}

@CommandHandler(LapseCommitment)
export class LapseCommitmentHandler implements ICommandHandler<LapseCommitment> {
  constructor(private readonly ledger: Ledger) {}

  execute({ commitmentId, provenance, ...data }: LapseCommitment) {
    return this.ledger.transact(commitment, commitmentId, { type: 'LapseCommitment', data }, envelope(provenance));
  }
}
