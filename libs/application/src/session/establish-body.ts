import { IsOptional } from 'class-validator';
import { CommitmentId, Text } from '@jwg/domain';
import { Fits } from '../fits.js';
import { Says, Statement } from './statement.js';

/** A body was established or set up; it may fulfil a commitment. */
@Says('BodyEstablished')
export class EstablishBody extends Statement {
  @Fits(Text) body!: Text;
  @IsOptional() @Fits(CommitmentId) fulfils?: string;
}
