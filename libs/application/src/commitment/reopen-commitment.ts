import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { commitment, CommitmentId, Words } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** Work on a completed commitment starts again; it takes both secretariats. What is closed is reopened only by a session. */
export class ReopenCommitment extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(Words) reason!: string;
}

@CommandHandler(ReopenCommitment)
export class ReopenCommitmentHandler implements ICommandHandler<ReopenCommitment> {
  constructor(private readonly ledger: Ledger) {}

  execute({ commitmentId, provenance, ...data }: ReopenCommitment) {
    return this.ledger.transact(commitment, commitmentId, { type: 'ReopenCommitment', data }, envelope(provenance));
  }
}
