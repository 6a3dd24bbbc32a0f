import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { Count, Name, session, SessionId, Side, Words } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** One side has something to say about a draft. */
export class CommentMinutes extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(Count) version!: number;
  @Fits(Side) side!: string;
  @Fits(Words) comment!: string;
  @IsOptional() @Fits(Name) paragraph?: string;
}

@CommandHandler(CommentMinutes)
export class CommentMinutesHandler implements ICommandHandler<CommentMinutes> {
  constructor(private readonly ledger: Ledger) {}

  execute({ sessionId, provenance, ...data }: CommentMinutes) {
    return this.ledger.transact(session, sessionId, { type: 'CommentMinutes', data }, envelope(provenance));
  }
}
