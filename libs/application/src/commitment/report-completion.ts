import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { commitment, commitmentEvents, CommitmentId, Evidence, PartialDate } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

const { evidence } = commitmentEvents.CompletionReported.properties;

/** The responsible body says that it is done, with evidence; somebody else has yet to confirm it. */
export class ReportCompletion extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(PartialDate) completedOn!: string;
  @Fits(evidence) evidence!: Evidence[];
}

@CommandHandler(ReportCompletion)
export class ReportCompletionHandler implements ICommandHandler<ReportCompletion> {
  constructor(private readonly ledger: Ledger) {}

  execute({ commitmentId, provenance, ...data }: ReportCompletion) {
    return this.ledger.transact(commitment, commitmentId, { type: 'ReportCompletion', data }, envelope(provenance));
  }
}
