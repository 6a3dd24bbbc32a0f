import { IsOptional } from 'class-validator';
import { Count, Name, session, SessionId, Side, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** One side has something to say about a draft. */
@On(session, 'CommentMinutes', 'sessionId')
export class CommentMinutes extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(Count) version!: number;
  @Fits(Side) side!: string;
  @Fits(Words) comment!: string;
  @IsOptional() @Fits(Name) paragraph?: string;
}
