import { statementEvents, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { Says, Statement } from './statement.js';

const { commitments } = statementEvents.ProposalDeclined.properties;

/** Proposals were declined by the side that did not make them. */
@Says('ProposalDeclined')
export class DeclineProposal extends Statement {
  @Fits(commitments) commitments!: string[];
  @Fits(Words) reason!: string;
}
