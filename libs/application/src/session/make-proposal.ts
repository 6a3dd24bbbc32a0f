import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { list, UndertakingAsked } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { say, Statement } from './say.js';

/** One side proposed something; it waits for the other side. */
export class MakeProposal extends Statement {
  @Fits(list(UndertakingAsked, { minItems: 1, maxItems: 50 })) undertakings!: UndertakingAsked[];
}

@CommandHandler(MakeProposal)
export class MakeProposalHandler implements ICommandHandler<MakeProposal> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: MakeProposal) {
    return say(this.ledger, 'ProposalMade', command);
  }
}
