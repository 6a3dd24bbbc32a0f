import { forum, ForumId, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** The forum meets no more, for now: no session can be scheduled until it is revived. */
@On(forum, 'MarkForumDormant', 'forumId')
export class MarkForumDormant extends LedgerCommand {
  @Fits(ForumId) forumId!: string;
  @Fits(Words) reason!: string;
}
