import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Ledger } from '@jwg/platform';
import { say, Statement } from './say.js';

/** A position was reaffirmed, reiterated or underscored; nothing follows from it. */
export class ReaffirmPosition extends Statement {}

@CommandHandler(ReaffirmPosition)
export class ReaffirmPositionHandler implements ICommandHandler<ReaffirmPosition> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: ReaffirmPosition) {
    return say(this.ledger, 'PositionReaffirmed', command);
  }
}
