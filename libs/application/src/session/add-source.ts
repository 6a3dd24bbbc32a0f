import { IsOptional } from 'class-validator';
import { Type } from 'typebox';
import { EventId, session, SessionId, Source, StatementId, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';
import { onItsDay } from './statement.js';

const Fact = Type.Union([StatementId, EventId], {
  description: 'a statement id, or the id of an event of the session',
});

/** The same is written elsewhere too. Sources that contradict each other stand side by side. */
@On(session, 'AddSource', 'sessionId', { happened: onItsDay })
export class AddSource extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(Fact) to!: string;
  @Fits(Source) source!: Source;
  @IsOptional() @Fits(Words) differs?: string;
}
