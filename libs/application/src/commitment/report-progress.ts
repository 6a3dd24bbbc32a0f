import { IsOptional } from 'class-validator';
import { commitment, CommitmentId, Evidence, list, Percent, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** What has been done so far, by one of the institutions that are responsible. */
@On(commitment, 'ReportProgress', 'commitmentId')
export class ReportProgress extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(Words) narrative!: string;
  @IsOptional() @Fits(Percent) percent?: number;
  @Fits(list(Evidence, { maxItems: 50 })) evidence: Evidence[] = [];
}
