import { commitment, CommitmentId } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** A secretariat confirms a reported completion; it takes both. */
@On(commitment, 'ConfirmCompletion', 'commitmentId')
export class ConfirmCompletion extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
}
