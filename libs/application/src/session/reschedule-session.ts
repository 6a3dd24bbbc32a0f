import { IsOptional } from 'class-validator';
import { PartialDate, session, SessionId, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** A session gets another date; its number stays. */
@On(session, 'RescheduleSession', 'sessionId')
export class RescheduleSession extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(PartialDate) plannedOn!: string;
  @IsOptional() @Fits(Words) reason?: string;
}
