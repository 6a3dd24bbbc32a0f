import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { forum, ForumId, InstitutionId, Text } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** The same institution has another name from now on. */
export class RenameInstitution extends LedgerCommand {
  @Fits(ForumId) forumId!: string;
  @Fits(InstitutionId) institution!: string;
  @Fits(Text) name!: Text;
}

@CommandHandler(RenameInstitution)
export class RenameInstitutionHandler implements ICommandHandler<RenameInstitution> {
  constructor(private readonly ledger: Ledger) {}

  execute({ forumId, provenance, ...data }: RenameInstitution) {
    return this.ledger.transact(forum, forumId, { type: 'RenameInstitution', data }, envelope(provenance));
  }
}
