import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { forum, ForumId, Words } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** The forum meets no more, for now: no session can be scheduled until it is revived. */
export class MarkForumDormant extends LedgerCommand {
  @Fits(ForumId) forumId!: string;
  @Fits(Words) reason!: string;
}

@CommandHandler(MarkForumDormant)
export class MarkForumDormantHandler implements ICommandHandler<MarkForumDormant> {
  constructor(private readonly ledger: Ledger) {}

  execute({ forumId, provenance, ...data }: MarkForumDormant) {
    return this.ledger.transact(forum, forumId, { type: 'MarkForumDormant', data }, envelope(provenance));
  }
}
