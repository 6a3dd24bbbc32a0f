import { forum, ForumId, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** A dormant forum comes back. */
@On(forum, 'ReviveForum', 'forumId')
export class ReviveForum extends LedgerCommand {
  @Fits(ForumId) forumId!: string;
  @Fits(Words) reason!: string;
}
