import { commitment, CommitmentId, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** A proposal is withdrawn by its proposer, anything else by both secretariats. */
@On(commitment, 'WithdrawCommitment', 'commitmentId')
export class WithdrawCommitment extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(Words) reason!: string;
}
