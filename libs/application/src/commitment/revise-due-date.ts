import { commitment, CommitmentId, Due, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** The date moves; the status does not. What both sides have adopted moves when both give the same date. */
@On(commitment, 'ReviseDueDate', 'commitmentId')
export class ReviseDueDate extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(Due) to!: Due;
  @Fits(Words) reason!: string;
}
