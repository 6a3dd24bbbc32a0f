import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Ledger } from '@jwg/platform';
import { say, Statement } from './say.js';

/** Concern was expressed; that changes no status. */
export class ExpressConcern extends Statement {}

@CommandHandler(ExpressConcern)
export class ExpressConcernHandler implements ICommandHandler<ExpressConcern> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: ExpressConcern) {
    return say(this.ledger, 'ConcernExpressed', command);
  }
}
