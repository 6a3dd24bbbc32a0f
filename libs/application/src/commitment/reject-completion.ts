import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { commitment, CommitmentId, Words } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** The side that did not report it does not accept a completion. */
export class RejectCompletion extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(Words) reason!: string;
}

@CommandHandler(RejectCompletion)
export class RejectCompletionHandler implements ICommandHandler<RejectCompletion> {
  constructor(private readonly ledger: Ledger) {}

  execute({ commitmentId, provenance, ...data }: RejectCompletion) {
    return this.ledger.transact(commitment, commitmentId, { type: 'RejectCompletion', data }, envelope(provenance));
  }
}
