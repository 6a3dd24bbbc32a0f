import { IsOptional } from 'class-validator';
import { forum, ForumId, InstitutionId, Name, Side, Text } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** An institution of one side becomes known to the forum, under an id that it keeps. */
@On(forum, 'RegisterInstitution', 'forumId')
export class RegisterInstitution extends LedgerCommand {
  @Fits(ForumId) forumId!: string;
  @Fits(InstitutionId) institution!: string;
  @Fits(Side) side!: string;
  @Fits(Text) name!: Text;
  @IsOptional() @Fits(Name) acronym?: string;
}
