import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { PartialDate, session, SessionId, Words } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** A session gets another date; its number stays. */
export class RescheduleSession extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(PartialDate) plannedOn!: string;
  @IsOptional() @Fits(Words) reason?: string;
}

@CommandHandler(RescheduleSession)
export class RescheduleSessionHandler implements ICommandHandler<RescheduleSession> {
  constructor(private readonly ledger: Ledger) {}

  execute({ sessionId, provenance, ...data }: RescheduleSession) {
    return this.ledger.transact(session, sessionId, { type: 'RescheduleSession', data }, envelope(provenance));
  }
}
