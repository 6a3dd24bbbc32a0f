import { IsOptional } from 'class-validator';
import { list, session, SessionId, StatementId, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';
import { takeOverIn } from '../take-over.js';

/** Statements were entered in the wrong session. They move with all that they did, and commitments keep their ids. */
@On(session, 'MoveStatements', 'sessionId', { andThen: takeOverIn })
export class MoveStatements extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  /** Without them, all that stand. */
  @IsOptional() @Fits(list(StatementId, { minItems: 1, maxItems: 200, uniqueItems: true })) statementIds?: string[];
  @Fits(SessionId) to!: string;
  @Fits(Words) reason!: string;
}
