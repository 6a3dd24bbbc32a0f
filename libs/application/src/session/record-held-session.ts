import type { Static } from 'typebox';
import { PartialDate, session, sessionEvents, SessionId } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

const { coChairs, delegations } = sessionEvents.SessionHeld.properties;

/** The session met, and no record says when: only the day by which it had, such as that of its minutes, is known. */
@On(session, 'RecordHeldSession', 'sessionId', { occurredAt: 'heldNotAfter' })
export class RecordHeldSession extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(PartialDate) heldNotAfter!: string;
  @Fits(coChairs) coChairs: Static<typeof coChairs> = [];
  @Fits(delegations) delegations: Static<typeof delegations> = [];
}
