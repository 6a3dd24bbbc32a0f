import { session, sessionEvents, SessionId, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

const { eventId } = sessionEvents.RecordAnnulled.properties;

/** A statement or a signature was recorded by mistake. What rests on it falls with it, or stands in the way. */
@On(session, 'AnnulRecord', 'sessionId')
export class AnnulRecord extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(eventId) eventId!: string;
  @Fits(Words) reason!: string;
}
