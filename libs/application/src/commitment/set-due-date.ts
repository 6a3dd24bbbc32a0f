import { commitment, CommitmentId, Due } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** A commitment that had no date gets one. What both sides have adopted gets it when both give the same. */
@On(commitment, 'SetDueDate', 'commitmentId')
export class SetDueDate extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(Due) due!: Due;
}
