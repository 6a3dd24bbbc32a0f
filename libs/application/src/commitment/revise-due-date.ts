import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { commitment, CommitmentId, Due, Words } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** The date moves; the status does not. */
export class ReviseDueDate extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(Due) to!: Due;
  @Fits(Words) reason!: string;
}

@CommandHandler(ReviseDueDate)
export class ReviseDueDateHandler implements ICommandHandler<ReviseDueDate> {
  constructor(private readonly ledger: Ledger) {}

  execute({ commitmentId, provenance, ...data }: ReviseDueDate) {
    return this.ledger.transact(commitment, commitmentId, { type: 'ReviseDueDate', data }, envelope(provenance));
  }
}
