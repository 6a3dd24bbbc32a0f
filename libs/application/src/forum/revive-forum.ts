import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { forum, ForumId, Words } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** A dormant forum comes back. */
export class ReviveForum extends LedgerCommand {
  @Fits(ForumId) forumId!: string;
  @Fits(Words) reason!: string;
}

@CommandHandler(ReviveForum)
export class ReviveForumHandler implements ICommandHandler<ReviveForum> {
  constructor(private readonly ledger: Ledger) {}

  execute({ forumId, provenance, ...data }: ReviveForum) {
    return this.ledger.transact(forum, forumId, { type: 'ReviveForum', data }, envelope(provenance));
  }
}
