import { session, SessionId, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** The cancellation was a mistake; the session is scheduled as it was. */
@On(session, 'ReinstateSession', 'sessionId')
export class ReinstateSession extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(Words) reason!: string;
}
