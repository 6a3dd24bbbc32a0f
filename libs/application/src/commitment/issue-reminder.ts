import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { commitment, CommitmentId, InstitutionId, Words } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** A secretariat reminds a responsible institution. */
export class IssueReminder extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(InstitutionId) to!: string;
  @Fits(Words) regarding!: string;
}

@CommandHandler(IssueReminder)
export class IssueReminderHandler implements ICommandHandler<IssueReminder> {
  constructor(private readonly ledger: Ledger) {}

  execute({ commitmentId, provenance, ...data }: IssueReminder) {
    return this.ledger.transact(commitment, commitmentId, { type: 'IssueReminder', data }, envelope(provenance));
  }
}
