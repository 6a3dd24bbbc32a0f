import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { forum, ForumId, InstitutionId, Name } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** An institution names a person to be asked: name and office, never an address. */
export class NominateFocalPoint extends LedgerCommand {
  @Fits(ForumId) forumId!: string;
  @Fits(InstitutionId) institution!: string;
  @Fits(Name) person!: string;
  @IsOptional() @Fits(Name) office?: string;
}

@CommandHandler(NominateFocalPoint)
export class NominateFocalPointHandler implements ICommandHandler<NominateFocalPoint> {
  constructor(private readonly ledger: Ledger) {}

  execute({ forumId, provenance, ...data }: NominateFocalPoint) {
    return this.ledger.transact(forum, forumId, { type: 'NominateFocalPoint', data }, envelope(provenance));
  }
}
