import { commitment, commitmentEvents, CommitmentId, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

const { eventId } = commitmentEvents.EntryWithdrawn.properties;

/** An entry should never have been made: a report for the wrong item, a consent by mistake. */
@On(commitment, 'WithdrawEntry', 'commitmentId')
export class WithdrawEntry extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(eventId) eventId!: string;
  @Fits(Words) reason!: string;
}
