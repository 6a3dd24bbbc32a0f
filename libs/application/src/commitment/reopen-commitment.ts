import { commitment, CommitmentId, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** Work on a completed commitment starts again; it takes both secretariats. What is closed is reopened only by a session. */
@On(commitment, 'ReopenCommitment', 'commitmentId')
export class ReopenCommitment extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(Words) reason!: string;
}
