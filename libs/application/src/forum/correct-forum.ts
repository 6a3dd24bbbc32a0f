import { Type } from 'typebox';
import { forum, forumEvents, ForumId, Name, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

const { eventId } = forumEvents.ForumCorrected.properties;

/** A name was misspelt; the right one holds from the beginning. A new name is another matter. */
@On(forum, 'CorrectForum', 'forumId')
export class CorrectForum extends LedgerCommand {
  @Fits(ForumId) forumId!: string;
  @Fits(eventId) eventId!: string;
  @Fits(Name) field!: string;
  @Fits(Type.Unknown()) new!: unknown;
  @Fits(Words) reason!: string;
}
