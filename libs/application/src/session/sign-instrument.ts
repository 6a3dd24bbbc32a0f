import { IsOptional } from 'class-validator';
import { CommitmentId, PartialDate, statementEvents, Text } from '@jwg/domain';
import { Fits } from '../fits.js';
import { Says, Statement } from './statement.js';

const { parties } = statementEvents.InstrumentSigned.properties;

/** An instrument was signed, concluded or exchanged; it may fulfil a commitment. */
@Says('InstrumentSigned')
export class SignInstrument extends Statement {
  @Fits(Text) instrument!: Text;
  @Fits(parties) parties: string[] = [];
  @IsOptional() @Fits(PartialDate) signedOn?: string;
  @IsOptional() @Fits(CommitmentId) fulfils?: string;
}
