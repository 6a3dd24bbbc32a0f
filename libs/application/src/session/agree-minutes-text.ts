import { Count, Digest, session, SessionId } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** Both sides settled the text; it binds nobody until it is signed. */
@On(session, 'AgreeMinutesText', 'sessionId')
export class AgreeMinutesText extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(Count) version!: number;
  @Fits(Digest) digest!: string;
}
