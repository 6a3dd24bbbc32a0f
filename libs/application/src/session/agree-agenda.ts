import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Static } from 'typebox';
import { session, sessionEvents, SessionId } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

const { items } = sessionEvents.AgendaAgreed.properties;

/** Both sides agree on what the session will deal with. */
export class AgreeAgenda extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(items) items!: Static<typeof items>;
}

@CommandHandler(AgreeAgenda)
export class AgreeAgendaHandler implements ICommandHandler<AgreeAgenda> {
  constructor(private readonly ledger: Ledger) {}

  execute({ sessionId, provenance, ...data }: AgreeAgenda) {
    return this.ledger.transact(session, sessionId, { type: 'AgreeAgenda', data }, envelope(provenance));
  }
}
