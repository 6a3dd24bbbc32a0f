import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { CommitmentId, Text } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { say, Statement } from './say.js';

/** A body was established or set up; it may fulfil a commitment. */
export class EstablishBody extends Statement {
  @Fits(Text) body!: Text;
  @IsOptional() @Fits(CommitmentId) fulfils?: string;
}

@CommandHandler(EstablishBody)
export class EstablishBodyHandler implements ICommandHandler<EstablishBody> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: EstablishBody) {
    return say(this.ledger, 'BodyEstablished', command);
  }
}
