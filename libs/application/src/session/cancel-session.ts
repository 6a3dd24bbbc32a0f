import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { session, SessionId, Words } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** A session will not be held at all; the next one has a number of its own. */
export class CancelSession extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(Words) reason!: string;
}

@CommandHandler(CancelSession)
export class CancelSessionHandler implements ICommandHandler<CancelSession> {
  constructor(private readonly ledger: Ledger) {}

  execute({ sessionId, provenance, ...data }: CancelSession) {
    return this.ledger.transact(session, sessionId, { type: 'CancelSession', data }, envelope(provenance));
  }
}
