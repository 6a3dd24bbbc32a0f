import { session, SessionId, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** A session will not be held when it was planned, and has no new date yet. */
@On(session, 'PostponeSession', 'sessionId')
export class PostponeSession extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(Words) reason!: string;
}
