import { commitment, CommitmentId, InstitutionId, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** A secretariat reminds a responsible institution. */
@On(commitment, 'IssueReminder', 'commitmentId')
export class IssueReminder extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(InstitutionId) to!: string;
  @Fits(Words) regarding!: string;
}
