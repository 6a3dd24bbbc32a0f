import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import type { Static } from 'typebox';
import { Digest, list, session, sessionEvents, SessionId, UndertakingChanged } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

const { languages, statementIds } = sessionEvents.MinutesDrafted.properties;

/** A version of the minutes; any signature under an earlier one is void. Without `statementIds` it has all statements that stand. */
export class DraftMinutes extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(Digest) digest!: string;
  @Fits(languages) languages!: Static<typeof languages>;
  @IsOptional() @Fits(statementIds) statementIds?: Static<typeof statementIds>;
  @Fits(list(UndertakingChanged, { maxItems: 500 })) changes: UndertakingChanged[] = [];
}

@CommandHandler(DraftMinutes)
export class DraftMinutesHandler implements ICommandHandler<DraftMinutes> {
  constructor(private readonly ledger: Ledger) {}

  execute({ sessionId, provenance, ...data }: DraftMinutes) {
    return this.ledger.transact(session, sessionId, { type: 'DraftMinutes', data }, envelope(provenance));
  }
}
