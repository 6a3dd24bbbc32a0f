import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { forum, ForumId, InstitutionId, Name, Side, Text } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** An institution of one side becomes known to the forum, under an id that it keeps. */
export class RegisterInstitution extends LedgerCommand {
  @Fits(ForumId) forumId!: string;
  @Fits(InstitutionId) institution!: string;
  @Fits(Side) side!: string;
  @Fits(Text) name!: Text;
  @IsOptional() @Fits(Name) acronym?: string;
}

@CommandHandler(RegisterInstitution)
export class RegisterInstitutionHandler implements ICommandHandler<RegisterInstitution> {
  constructor(private readonly ledger: Ledger) {}

  execute({ forumId, provenance, ...data }: RegisterInstitution) {
    return this.ledger.transact(forum, forumId, { type: 'RegisterInstitution', data }, envelope(provenance));
  }
}
