import { commitment, CommitmentId, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** Work on a commitment has begun. */
@On(commitment, 'StartWork', 'commitmentId')
export class StartWork extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(Words) cause!: string;
}
