import type { Static } from 'typebox';
import { list, statementEvents, NewUndertaking } from '@jwg/domain';
import { Fits } from '../fits.js';
import { Says, Statement } from './statement.js';

const { addressee } = statementEvents.RequestMade.properties;

/** Somebody was requested, invited or urged; it binds only when the addressee accepts. */
@Says('RequestMade')
export class MakeRequest extends Statement {
  @Fits(addressee) addressee!: Static<typeof addressee>;
  @Fits(list(NewUndertaking, { maxItems: 50 })) undertakings: NewUndertaking[] = [];
}
