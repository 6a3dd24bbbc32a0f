import { list, NewUndertaking } from '@jwg/domain';
import { Fits } from '../fits.js';
import { Says, Statement } from './statement.js';

/** One side proposed something; it waits for the other side. */
@Says('ProposalMade')
export class MakeProposal extends Statement {
  @Fits(list(NewUndertaking, { minItems: 1, maxItems: 50 })) undertakings!: NewUndertaking[];
}
