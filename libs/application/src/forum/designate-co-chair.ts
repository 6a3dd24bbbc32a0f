import { forum, ForumId, Name, Side } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** One side names who chairs for it. */
@On(forum, 'DesignateCoChair', 'forumId')
export class DesignateCoChair extends LedgerCommand {
  @Fits(ForumId) forumId!: string;
  @Fits(Side) side!: string;
  @Fits(Name) name!: string;
  @Fits(Name) office!: string;
}
