import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { forumOf, ForumId, list, Name, oneOf, ordinalOf, PartialDate, session, SessionId, Side } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** A session gets its number, once; the number survives postponement. */
export class ScheduleSession extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(oneOf('regular', 'special')) label: 'regular' | 'special' = 'regular';
  @IsOptional() @Fits(PartialDate) plannedOn?: string;
  @Fits(oneOf('inPerson', 'virtual', 'hybrid')) mode!: 'inPerson' | 'virtual' | 'hybrid';
  @IsOptional() @Fits(Name) venue?: string;
  @IsOptional() @Fits(Side) hostSide?: string;
  @Fits(list(ForumId, { maxItems: 10, uniqueItems: true })) alsoServes: string[] = [];
}

@CommandHandler(ScheduleSession)
export class ScheduleSessionHandler implements ICommandHandler<ScheduleSession> {
  constructor(private readonly ledger: Ledger) {}

  execute({ sessionId, provenance, ...particulars }: ScheduleSession) {
    const data = { forum: forumOf(sessionId), ordinal: ordinalOf(sessionId), ...particulars };
    return this.ledger.transact(session, sessionId, { type: 'ScheduleSession', data }, envelope(provenance));
  }
}
