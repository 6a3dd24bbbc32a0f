import { PartialDate, session, SessionId } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** The sitting is over; minutes can be drafted. */
@On(session, 'ConcludeSession', 'sessionId', { occurredAt: 'concludedOn' })
export class ConcludeSession extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(PartialDate) concludedOn!: string;
}
