import { Type } from 'typebox';
import { commitment, commitmentEvents, CommitmentId, Name, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

const { eventId } = commitmentEvents.EntryCorrected.properties;

/** A field of an entry was mistyped. The entry stays, and the commitment stands as if it had been right. */
@On(commitment, 'CorrectEntry', 'commitmentId')
export class CorrectEntry extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(eventId) eventId!: string;
  @Fits(Name) field!: string;
  @Fits(Type.Unknown()) new!: unknown;
  @Fits(Words) reason!: string;
}
