import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { list, UndertakingAsked } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { say, Statement } from './say.js';

/** One side directed its own bodies; it binds that side only. */
export class GiveDirection extends Statement {
  @Fits(list(UndertakingAsked, { minItems: 1, maxItems: 50 })) undertakings!: UndertakingAsked[];
}

@CommandHandler(GiveDirection)
export class GiveDirectionHandler implements ICommandHandler<GiveDirection> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: GiveDirection) {
    return say(this.ledger, 'DirectionGiven', command);
  }
}
