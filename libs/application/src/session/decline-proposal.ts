import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { statementEvents, Words } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { say, Statement } from './say.js';

const { commitments } = statementEvents.ProposalDeclined.properties;

/** Proposals were declined by the side that did not make them. */
export class DeclineProposal extends Statement {
  @Fits(commitments) commitments!: string[];
  @Fits(Words) reason!: string;
}

@CommandHandler(DeclineProposal)
export class DeclineProposalHandler implements ICommandHandler<DeclineProposal> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: DeclineProposal) {
    return say(this.ledger, 'ProposalDeclined', command);
  }
}
