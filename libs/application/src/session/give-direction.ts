import { list, NewUndertaking } from '@jwg/domain';
import { Fits } from '../fits.js';
import { Says, Statement } from './statement.js';

/** One side directed its own bodies; it binds that side only. */
@Says('DirectionGiven')
export class GiveDirection extends Statement {
  @Fits(list(NewUndertaking, { minItems: 1, maxItems: 50 })) undertakings!: NewUndertaking[];
}
