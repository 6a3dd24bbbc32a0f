import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Type } from 'typebox';
import { Name, session, sessionEvents, SessionId, Words } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

const { eventId } = sessionEvents.RecordCorrected.properties;

/** The record has a slip in one field; the original stays, readers see both. */
export class CorrectRecord extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(eventId) eventId!: string;
  @Fits(Name) field!: string;
  @Fits(Type.Unknown()) new!: unknown;
  @Fits(Words) reason!: string;
}

@CommandHandler(CorrectRecord)
export class CorrectRecordHandler implements ICommandHandler<CorrectRecord> {
  constructor(private readonly ledger: Ledger) {}

  execute({ sessionId, provenance, ...data }: CorrectRecord) {
    return this.ledger.transact(session, sessionId, { type: 'CorrectRecord', data }, envelope(provenance));
  }
}
