import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { forum, ForumId, InstitutionId, Words } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** Another institution of the same side takes the place of one. */
export class SucceedInstitution extends LedgerCommand {
  @Fits(ForumId) forumId!: string;
  @Fits(InstitutionId) institution!: string;
  @Fits(InstitutionId) by!: string;
  @Fits(Words) reason!: string;
}

@CommandHandler(SucceedInstitution)
export class SucceedInstitutionHandler implements ICommandHandler<SucceedInstitution> {
  constructor(private readonly ledger: Ledger) {}

  execute({ forumId, provenance, ...data }: SucceedInstitution) {
    return this.ledger.transact(forum, forumId, { type: 'SucceedInstitution', data }, envelope(provenance));
  }
}
