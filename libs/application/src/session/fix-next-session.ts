import { IsOptional } from 'class-validator';
import { Count, Name, PartialDate, session, SessionId } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** The session says which one is next, and when and where as far as it knows. */
@On(session, 'FixNextSession', 'sessionId')
export class FixNextSession extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(Count) ordinal!: number;
  @IsOptional() @Fits(PartialDate) plannedOn?: string;
  @IsOptional() @Fits(Name) venue?: string;
}
