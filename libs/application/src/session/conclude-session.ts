import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { PartialDate, session, SessionId } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** The sitting is over; minutes can be drafted. */
export class ConcludeSession extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(PartialDate) concludedOn!: string;
}

@CommandHandler(ConcludeSession)
export class ConcludeSessionHandler implements ICommandHandler<ConcludeSession> {
  constructor(private readonly ledger: Ledger) {}

  execute({ sessionId, provenance, ...data }: ConcludeSession) {
    return this.ledger.transact(
      session,
      sessionId,
      { type: 'ConcludeSession', data },
      envelope(provenance, data.concludedOn),
    );
  }
}
