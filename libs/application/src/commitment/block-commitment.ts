import { IsOptional } from 'class-validator';
import { commitment, CommitmentId, Name, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** Work cannot go on, for a reason, until something or somebody moves. */
@On(commitment, 'BlockCommitment', 'commitmentId')
export class BlockCommitment extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(Words) cause!: string;
  @IsOptional() @Fits(Name) waitingFor?: string;
}
