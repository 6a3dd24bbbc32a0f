import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { commitment, CommitmentId, Due, Name } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** A step on the way, to be reached by itself; the ledger numbers it. */
export class DefineMilestone extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(Name) title!: string;
  @IsOptional() @Fits(Due) due?: Due;
}

@CommandHandler(DefineMilestone)
export class DefineMilestoneHandler implements ICommandHandler<DefineMilestone> {
  constructor(private readonly ledger: Ledger) {}

  execute({ commitmentId, provenance, ...data }: DefineMilestone) {
    return this.ledger.transact(commitment, commitmentId, { type: 'DefineMilestone', data }, envelope(provenance));
  }
}
