import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import type { Static } from 'typebox';
import { forum, forumEvents, ForumId, PartialDate, Text, Words } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

const { level, sides } = forumEvents.ForumEstablished.properties;

/** A standing body of two sides begins, or becomes known to the ledger. */
export class EstablishForum extends LedgerCommand {
  @Fits(ForumId) forumId!: string;
  @Fits(Text) name!: Text;
  @Fits(level) level!: Static<typeof level>;
  @IsOptional() @Fits(ForumId) parent?: string;
  @IsOptional() @Fits(PartialDate) establishedOn?: string;
  @IsOptional() @Fits(Words) instrument?: string;
  @Fits(sides) sides!: Static<typeof sides>;
}

@CommandHandler(EstablishForum)
export class EstablishForumHandler implements ICommandHandler<EstablishForum> {
  constructor(private readonly ledger: Ledger) {}

  execute({ forumId, provenance, ...particulars }: EstablishForum) {
    const data = { forum: forumId, ...particulars };
    return this.ledger.transact(
      forum,
      forumId,
      { type: 'EstablishForum', data },
      envelope(provenance, data.establishedOn),
    );
  }
}
