import { IsOptional } from 'class-validator';
import { forum, ForumId, InstitutionId, Name } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** An institution names a person to be asked: name and office, never an address. */
@On(forum, 'NominateFocalPoint', 'forumId')
export class NominateFocalPoint extends LedgerCommand {
  @Fits(ForumId) forumId!: string;
  @Fits(InstitutionId) institution!: string;
  @Fits(Name) person!: string;
  @IsOptional() @Fits(Name) office?: string;
}
