import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { session, SessionId, Words } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** A session will not be held when it was planned, and has no new date yet. */
export class PostponeSession extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(Words) reason!: string;
}

@CommandHandler(PostponeSession)
export class PostponeSessionHandler implements ICommandHandler<PostponeSession> {
  constructor(private readonly ledger: Ledger) {}

  execute({ sessionId, provenance, ...data }: PostponeSession) {
    return this.ledger.transact(session, sessionId, { type: 'PostponeSession', data }, envelope(provenance));
  }
}
