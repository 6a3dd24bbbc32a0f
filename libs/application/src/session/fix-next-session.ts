import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { Count, Name, PartialDate, session, SessionId } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** The session says which one is next, and when and where as far as it knows. */
export class FixNextSession extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(Count) ordinal!: number;
  @IsOptional() @Fits(PartialDate) plannedOn?: string;
  @IsOptional() @Fits(Name) venue?: string;
}

@CommandHandler(FixNextSession)
export class FixNextSessionHandler implements ICommandHandler<FixNextSession> {
  constructor(private readonly ledger: Ledger) {}

  execute({ sessionId, provenance, ...data }: FixNextSession) {
    return this.ledger.transact(session, sessionId, { type: 'FixNextSession', data }, envelope(provenance));
  }
}
