import { commitment, CommitmentId, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** The side that did not report it does not accept a completion. */
@On(commitment, 'RejectCompletion', 'commitmentId')
export class RejectCompletion extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(Words) reason!: string;
}
