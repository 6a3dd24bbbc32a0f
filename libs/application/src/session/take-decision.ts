import { list, NewUndertaking } from '@jwg/domain';
import { Fits } from '../fits.js';
import { Says, Statement } from './statement.js';

/** The forum decided, resolved or approved: one or more undertakings follow from it. */
@Says('DecisionTaken')
export class TakeDecision extends Statement {
  @Fits(list(NewUndertaking, { minItems: 1, maxItems: 50 })) undertakings!: NewUndertaking[];
}
