import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { statementEvents, Words } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { say, Statement } from './say.js';

const { commitments } = statementEvents.ProposalWithdrawn.properties;

/** Proposals were withdrawn by the side that made them. */
export class WithdrawProposal extends Statement {
  @Fits(commitments) commitments!: string[];
  @Fits(Words) reason!: string;
}

@CommandHandler(WithdrawProposal)
export class WithdrawProposalHandler implements ICommandHandler<WithdrawProposal> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: WithdrawProposal) {
    return say(this.ledger, 'ProposalWithdrawn', command);
  }
}
