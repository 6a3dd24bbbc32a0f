import { statementEvents, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { Says, Statement } from './statement.js';

const { commitments } = statementEvents.ProposalWithdrawn.properties;

/** Proposals were withdrawn by the side that made them. */
@Says('ProposalWithdrawn')
export class WithdrawProposal extends Statement {
  @Fits(commitments) commitments!: string[];
  @Fits(Words) reason!: string;
}
