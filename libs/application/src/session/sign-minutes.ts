import { IsOptional } from 'class-validator';
import { Count, Day, Digest, Name, session, SessionId, Side } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** One side signs one version, which its digest identifies. When the second side signs the same, the record binds. */
@On(session, 'SignMinutes', 'sessionId', { occurredAt: 'signedOn' })
export class SignMinutes extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(Side) side!: string;
  @IsOptional() @Fits(Name) signatory?: string;
  @IsOptional() @Fits(Name) office?: string;
  @Fits(Day) signedOn!: string;
  @Fits(Count) version!: number;
  @Fits(Digest) digest!: string;
  /** The record's digest that the signer saw; without it, the record of the version is signed. */
  @IsOptional() @Fits(Digest) record?: string;
}
