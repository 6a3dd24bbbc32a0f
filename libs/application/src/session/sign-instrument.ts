import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { CommitmentId, PartialDate, statementEvents, Text } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { say, Statement } from './say.js';

const { parties } = statementEvents.InstrumentSigned.properties;

/** An instrument was signed, concluded or exchanged; it may fulfil a commitment. */
export class SignInstrument extends Statement {
  @Fits(Text) instrument!: Text;
  @Fits(parties) parties: string[] = [];
  @IsOptional() @Fits(PartialDate) signedOn?: string;
  @IsOptional() @Fits(CommitmentId) fulfils?: string;
}

@CommandHandler(SignInstrument)
export class SignInstrumentHandler implements ICommandHandler<SignInstrument> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: SignInstrument) {
    return say(this.ledger, 'InstrumentSigned', command);
  }
}
