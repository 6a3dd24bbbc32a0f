import { session, sessionEvents, SessionId, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

const { eventId } = sessionEvents.RecordAnnulled.properties;

/** A statement was never made as recorded; what it alone brought up falls with it. */
@On(session, 'AnnulRecord', 'sessionId')
export class AnnulRecord extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(eventId) eventId!: string;
  @Fits(Words) reason!: string;
}
