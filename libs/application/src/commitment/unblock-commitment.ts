import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { commitment, CommitmentId, Words } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** Work that was on hold goes on. */
export class UnblockCommitment extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @IsOptional() @Fits(Words) remarks?: string;
}

@CommandHandler(UnblockCommitment)
export class UnblockCommitmentHandler implements ICommandHandler<UnblockCommitment> {
  constructor(private readonly ledger: Ledger) {}

  execute({ commitmentId, provenance, ...data }: UnblockCommitment) {
    return this.ledger.transact(commitment, commitmentId, { type: 'UnblockCommitment', data }, envelope(provenance));
  }
}
