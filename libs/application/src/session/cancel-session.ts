import { session, SessionId, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** A session will not be held at all; the next one has a number of its own. */
@On(session, 'CancelSession', 'sessionId')
export class CancelSession extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(Words) reason!: string;
}
