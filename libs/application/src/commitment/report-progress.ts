import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { commitment, CommitmentId, Evidence, list, Percent, Words } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** What has been done so far, by one of the institutions that are responsible. */
export class ReportProgress extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(Words) narrative!: string;
  @IsOptional() @Fits(Percent) percent?: number;
  @Fits(list(Evidence, { maxItems: 50 })) evidence: Evidence[] = [];
}

@CommandHandler(ReportProgress)
export class ReportProgressHandler implements ICommandHandler<ReportProgress> {
  constructor(private readonly ledger: Ledger) {}

  execute({ commitmentId, provenance, ...data }: ReportProgress) {
    return this.ledger.transact(commitment, commitmentId, { type: 'ReportProgress', data }, envelope(provenance));
  }
}
