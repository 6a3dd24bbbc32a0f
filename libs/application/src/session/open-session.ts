import type { Static } from 'typebox';
import { PartialDate, session, sessionEvents, SessionId } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

const { coChairs, delegations } = sessionEvents.SessionOpened.properties;

/** The sitting begins; from now on statements can be recorded. Of one that was known only by its minutes: the day is known now. */
@On(session, 'OpenSession', 'sessionId', { occurredAt: 'openedOn' })
export class OpenSession extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(PartialDate) openedOn!: string;
  @Fits(coChairs) coChairs: Static<typeof coChairs> = [];
  @Fits(delegations) delegations: Static<typeof delegations> = [];
}
