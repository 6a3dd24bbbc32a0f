import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { forum, ForumId, Name, Side } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** One side names who chairs for it. */
export class DesignateCoChair extends LedgerCommand {
  @Fits(ForumId) forumId!: string;
  @Fits(Side) side!: string;
  @Fits(Name) name!: string;
  @Fits(Name) office!: string;
}

@CommandHandler(DesignateCoChair)
export class DesignateCoChairHandler implements ICommandHandler<DesignateCoChair> {
  constructor(private readonly ledger: Ledger) {}

  execute({ forumId, provenance, ...data }: DesignateCoChair) {
    return this.ledger.transact(forum, forumId, { type: 'DesignateCoChair', data }, envelope(provenance));
  }
}
