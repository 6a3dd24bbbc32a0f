import { list, NewUndertaking } from '@jwg/domain';
import { Fits } from '../fits.js';
import { Says, Statement } from './statement.js';

/** The forum agreed, or both sides undertook, to do something. */
@Says('UndertakingAgreed')
export class AgreeUndertaking extends Statement {
  @Fits(list(NewUndertaking, { minItems: 1, maxItems: 50 })) undertakings!: NewUndertaking[];
}
