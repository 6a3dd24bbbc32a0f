import { commitment, CommitmentId, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** A commitment lapses by a rule; it takes both secretariats. */
@On(commitment, 'LapseCommitment', 'commitmentId')
export class LapseCommitment extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(Words) rule!: string;
}
