import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Ledger } from '@jwg/platform';
import { say, Statement } from './say.js';

/** A matter was noted, discussed or taken note of; nothing follows from it. */
export class NoteMatter extends Statement {}

@CommandHandler(NoteMatter)
export class NoteMatterHandler implements ICommandHandler<NoteMatter> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: NoteMatter) {
    return say(this.ledger, 'MatterNoted', command);
  }
}
