import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { forum, ForumId, InstitutionId, Name, Words } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** A person is no longer a focal point of an institution. */
export class ReleaseFocalPoint extends LedgerCommand {
  @Fits(ForumId) forumId!: string;
  @Fits(InstitutionId) institution!: string;
  @Fits(Name) person!: string;
  @IsOptional() @Fits(Words) reason?: string;
}

@CommandHandler(ReleaseFocalPoint)
export class ReleaseFocalPointHandler implements ICommandHandler<ReleaseFocalPoint> {
  constructor(private readonly ledger: Ledger) {}

  execute({ forumId, provenance, ...data }: ReleaseFocalPoint) {
    return this.ledger.transact(forum, forumId, { type: 'ReleaseFocalPoint', data }, envelope(provenance));
  }
}
