import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { session, sessionEvents, SessionId, Words } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

const { eventId } = sessionEvents.RecordAnnulled.properties;

/** A statement was never made as recorded; what it alone brought up falls with it. */
export class AnnulRecord extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(eventId) eventId!: string;
  @Fits(Words) reason!: string;
}

@CommandHandler(AnnulRecord)
export class AnnulRecordHandler implements ICommandHandler<AnnulRecord> {
  constructor(private readonly ledger: Ledger) {}

  execute({ sessionId, provenance, ...data }: AnnulRecord) {
    return this.ledger.transact(session, sessionId, { type: 'AnnulRecord', data }, envelope(provenance));
  }
}
