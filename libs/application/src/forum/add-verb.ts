import { forum, forumEvents, ForumId } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

const { word, language, like } = forumEvents.VerbAdded.properties;

/** The minutes of this forum use a verb that the lexicon does not have. It means what a known one means. */
@On(forum, 'AddVerb', 'forumId')
export class AddVerb extends LedgerCommand {
  @Fits(ForumId) forumId!: string;
  @Fits(word) word!: string;
  @Fits(language) language!: string;
  @Fits(like) like!: string;
}
