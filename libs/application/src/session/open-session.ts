import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Static } from 'typebox';
import { PartialDate, session, sessionEvents, SessionId } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

const { coChairs, delegations } = sessionEvents.SessionOpened.properties;

/** The sitting begins; from now on statements can be recorded. */
export class OpenSession extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(PartialDate) openedOn!: string;
  @Fits(coChairs) coChairs: Static<typeof coChairs> = [];
  @Fits(delegations) delegations: Static<typeof delegations> = [];
}

@CommandHandler(OpenSession)
export class OpenSessionHandler implements ICommandHandler<OpenSession> {
  constructor(private readonly ledger: Ledger) {}

  execute({ sessionId, provenance, ...data }: OpenSession) {
    return this.ledger.transact(session, sessionId, { type: 'OpenSession', data }, envelope(provenance, data.openedOn));
  }
}
