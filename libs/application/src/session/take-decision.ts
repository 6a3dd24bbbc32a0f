import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { list, UndertakingAsked } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { say, Statement } from './say.js';

/** The forum decided, resolved or approved: one or more undertakings follow from it. */
export class TakeDecision extends Statement {
  @Fits(list(UndertakingAsked, { minItems: 1, maxItems: 50 })) undertakings!: UndertakingAsked[];
}

@CommandHandler(TakeDecision)
export class TakeDecisionHandler implements ICommandHandler<TakeDecision> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: TakeDecision) {
    return say(this.ledger, 'DecisionTaken', command);
  }
}
