import { commitment, CommitmentId, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** Evidence does not show what it was attached for; it stays in the record, retracted. */
@On(commitment, 'RetractEvidence', 'commitmentId')
export class RetractEvidence extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(Words) reference!: string;
  @Fits(Words) reason!: string;
}
