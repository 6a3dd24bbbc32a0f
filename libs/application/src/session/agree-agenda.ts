import type { Static } from 'typebox';
import { session, sessionEvents, SessionId } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

const { items } = sessionEvents.AgendaAgreed.properties;

/** Both sides agree on what the session will deal with. */
@On(session, 'AgreeAgenda', 'sessionId')
export class AgreeAgenda extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(items) items!: Static<typeof items>;
}
