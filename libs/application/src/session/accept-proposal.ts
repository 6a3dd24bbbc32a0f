import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { statementEvents } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { say, Statement } from './say.js';

const { commitments } = statementEvents.ProposalAccepted.properties;

/** Proposals were accepted: they stand as agreed, not yet signed. */
export class AcceptProposal extends Statement {
  @Fits(commitments) commitments!: string[];
}

@CommandHandler(AcceptProposal)
export class AcceptProposalHandler implements ICommandHandler<AcceptProposal> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: AcceptProposal) {
    return say(this.ledger, 'ProposalAccepted', command);
  }
}
