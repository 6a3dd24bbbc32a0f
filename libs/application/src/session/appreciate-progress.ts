import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Ledger } from '@jwg/platform';
import { say, Statement } from './say.js';

/** Progress was appreciated or noted with satisfaction; that changes no status. */
export class AppreciateProgress extends Statement {}

@CommandHandler(AppreciateProgress)
export class AppreciateProgressHandler implements ICommandHandler<AppreciateProgress> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: AppreciateProgress) {
    return say(this.ledger, 'ProgressAppreciated', command);
  }
}
