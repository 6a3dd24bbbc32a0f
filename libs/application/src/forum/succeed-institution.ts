import { IsOptional } from 'class-validator';
import { forum, ForumId, InstitutionId, PartialDate, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** Another institution of the same side takes the place of one. */
@On(forum, 'SucceedInstitution', 'forumId')
export class SucceedInstitution extends LedgerCommand {
  @Fits(ForumId) forumId!: string;
  @Fits(InstitutionId) institution!: string;
  @Fits(InstitutionId) by!: string;
  @Fits(Words) reason!: string;
  /** The day from which the successor answers for it. */
  @IsOptional() @Fits(PartialDate) on?: string;
}
