import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Ledger } from '@jwg/platform';
import { say, Statement } from './say.js';

/** One side puts a reservation into the minutes, during the sitting or after it. */
export class InsertStatement extends Statement {}

@CommandHandler(InsertStatement)
export class InsertStatementHandler implements ICommandHandler<InsertStatement> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: InsertStatement) {
    return say(this.ledger, 'StatementInsertedBySide', command);
  }
}
