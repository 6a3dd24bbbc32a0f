import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Ledger } from '@jwg/platform';
import { say, Statement } from './say.js';

/** Hope or expectation was expressed; what is hoped for has not begun. */
export class ExpressHope extends Statement {}

@CommandHandler(ExpressHope)
export class ExpressHopeHandler implements ICommandHandler<ExpressHope> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: ExpressHope) {
    return say(this.ledger, 'HopeExpressed', command);
  }
}
