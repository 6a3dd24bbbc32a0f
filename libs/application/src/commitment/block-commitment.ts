import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { commitment, CommitmentId, Name, Words } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** Work cannot go on, for a reason, until something or somebody moves. */
export class BlockCommitment extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(Words) cause!: string;
  @IsOptional() @Fits(Name) waitingFor?: string;
}

@CommandHandler(BlockCommitment)
export class BlockCommitmentHandler implements ICommandHandler<BlockCommitment> {
  constructor(private readonly ledger: Ledger) {}

  execute({ commitmentId, provenance, ...data }: BlockCommitment) {
    return this.ledger.transact(commitment, commitmentId, { type: 'BlockCommitment', data }, envelope(provenance));
  }
}
