import { IsOptional } from 'class-validator';
import type { Static } from 'typebox';
import { forum, forumEvents, ForumId, PartialDate, Text, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

const { level, sides } = forumEvents.ForumEstablished.properties;

/** A standing body of two sides begins, or becomes known to the ledger. */
@On(forum, 'EstablishForum', 'forumId', { occurredAt: 'establishedOn', adds: (forum) => ({ forum }) })
export class EstablishForum extends LedgerCommand {
  @Fits(ForumId) forumId!: string;
  @Fits(Text) name!: Text;
  @Fits(level) level!: Static<typeof level>;
  @IsOptional() @Fits(ForumId) parent?: string;
  @IsOptional() @Fits(PartialDate) establishedOn?: string;
  @IsOptional() @Fits(Words) instrument?: string;
  @Fits(sides) sides!: Static<typeof sides>;
}
