import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { commitment, CommitmentId, Due } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** A commitment that had no date gets one. */
export class SetDueDate extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(Due) due!: Due;
}

@CommandHandler(SetDueDate)
export class SetDueDateHandler implements ICommandHandler<SetDueDate> {
  constructor(private readonly ledger: Ledger) {}

  execute({ commitmentId, provenance, ...data }: SetDueDate) {
    return this.ledger.transact(commitment, commitmentId, { type: 'SetDueDate', data }, envelope(provenance));
  }
}
