import { statementEvents } from '@jwg/domain';
import { Fits } from '../fits.js';
import { Says, Statement } from './statement.js';

const { commitments } = statementEvents.ProposalAccepted.properties;

/** Proposals were accepted: they stand as agreed, not yet signed. */
@Says('ProposalAccepted')
export class AcceptProposal extends Statement {
  @Fits(commitments) commitments!: string[];
}
