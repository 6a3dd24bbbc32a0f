import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { commitment, CommitmentId, Words } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** A proposal is withdrawn by its proposer, anything else by both secretariats. */
export class WithdrawCommitment extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(Words) reason!: string;
}

@CommandHandler(WithdrawCommitment)
export class WithdrawCommitmentHandler implements ICommandHandler<WithdrawCommitment> {
  constructor(private readonly ledger: Ledger) {}

  execute({ commitmentId, provenance, ...data }: WithdrawCommitment) {
    return this.ledger.transact(commitment, commitmentId, { type: 'WithdrawCommitment', data }, envelope(provenance));
  }
}
