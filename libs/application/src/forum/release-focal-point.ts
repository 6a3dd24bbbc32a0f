import { IsOptional } from 'class-validator';
import { forum, ForumId, InstitutionId, Name, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** A person is no longer a focal point of an institution. */
@On(forum, 'ReleaseFocalPoint', 'forumId')
export class ReleaseFocalPoint extends LedgerCommand {
  @Fits(ForumId) forumId!: string;
  @Fits(InstitutionId) institution!: string;
  @Fits(Name) person!: string;
  @IsOptional() @Fits(Words) reason?: string;
}
