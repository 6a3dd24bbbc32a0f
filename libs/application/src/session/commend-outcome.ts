import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Ledger } from '@jwg/platform';
import { say, Statement } from './say.js';

/** An outcome was commended, lauded or congratulated on; that changes no status. */
export class CommendOutcome extends Statement {}

@CommandHandler(CommendOutcome)
export class CommendOutcomeHandler implements ICommandHandler<CommendOutcome> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: CommendOutcome) {
    return say(this.ledger, 'OutcomeCommended', command);
  }
}
