import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { list, UndertakingAsked } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { say, Statement } from './say.js';

/** The forum agreed, or both sides undertook, to do something. */
export class AgreeUndertaking extends Statement {
  @Fits(list(UndertakingAsked, { minItems: 1, maxItems: 50 })) undertakings!: UndertakingAsked[];
}

@CommandHandler(AgreeUndertaking)
export class AgreeUndertakingHandler implements ICommandHandler<AgreeUndertaking> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: AgreeUndertaking) {
    return say(this.ledger, 'UndertakingAgreed', command);
  }
}
