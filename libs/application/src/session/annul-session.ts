import { session, SessionId, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { numberIn } from '../number-sittings.js';
import { On } from '../on.js';

/** The session was entered by mistake, or under a wrong number; that number is free again. */
@On(session, 'AnnulSession', 'sessionId', { andThen: numberIn })
export class AnnulSession extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(Words) reason!: string;
}
