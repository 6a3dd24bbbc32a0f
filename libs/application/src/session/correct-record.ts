import { Type } from 'typebox';
import { Name, session, sessionEvents, SessionId, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { numberIn } from '../number-sittings.js';
import { On } from '../on.js';

const { eventId } = sessionEvents.RecordCorrected.properties;

/** The record has a slip in one field; the original stays, readers see both. */
@On(session, 'CorrectRecord', 'sessionId', { andThen: numberIn })
export class CorrectRecord extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(eventId) eventId!: string;
  @Fits(Name) field!: string;
  @Fits(Type.Unknown()) new!: unknown;
  @Fits(Words) reason!: string;
}
