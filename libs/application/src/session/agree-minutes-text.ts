import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Count, Digest, session, SessionId } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** Both sides settled the text; it binds nobody until it is signed. */
export class AgreeMinutesText extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(Count) version!: number;
  @Fits(Digest) digest!: string;
}

@CommandHandler(AgreeMinutesText)
export class AgreeMinutesTextHandler implements ICommandHandler<AgreeMinutesText> {
  constructor(private readonly ledger: Ledger) {}

  execute({ sessionId, provenance, ...data }: AgreeMinutesText) {
    return this.ledger.transact(session, sessionId, { type: 'AgreeMinutesText', data }, envelope(provenance));
  }
}
