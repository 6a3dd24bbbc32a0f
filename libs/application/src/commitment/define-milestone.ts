import { IsOptional } from 'class-validator';
import { commitment, CommitmentId, Due, Name } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** A step on the way, to be reached by itself; the ledger numbers it. */
@On(commitment, 'DefineMilestone', 'commitmentId')
export class DefineMilestone extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(Name) title!: string;
  @IsOptional() @Fits(Due) due?: Due;
}
