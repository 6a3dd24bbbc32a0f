import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { Count, Day, Digest, Name, session, SessionId, Side } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** One side signs one version, told by its digest. When the second side signs the same, the record binds. */
export class SignMinutes extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(Side) side!: string;
  @IsOptional() @Fits(Name) signatory?: string;
  @IsOptional() @Fits(Name) office?: string;
  @Fits(Day) signedOn!: string;
  @Fits(Count) version!: number;
  @Fits(Digest) digest!: string;
}

@CommandHandler(SignMinutes)
export class SignMinutesHandler implements ICommandHandler<SignMinutes> {
  constructor(private readonly ledger: Ledger) {}

  execute({ sessionId, provenance, ...data }: SignMinutes) {
    return this.ledger.transact(session, sessionId, { type: 'SignMinutes', data }, envelope(provenance, data.signedOn));
  }
}
