import { IsOptional } from 'class-validator';
import { commitment, CommitmentId, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** Work that was on hold goes on. */
@On(commitment, 'UnblockCommitment', 'commitmentId')
export class UnblockCommitment extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @IsOptional() @Fits(Words) remarks?: string;
}
