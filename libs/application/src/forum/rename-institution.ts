import { forum, ForumId, InstitutionId, Text } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** The same institution has another name from now on. */
@On(forum, 'RenameInstitution', 'forumId')
export class RenameInstitution extends LedgerCommand {
  @Fits(ForumId) forumId!: string;
  @Fits(InstitutionId) institution!: string;
  @Fits(Text) name!: Text;
}
