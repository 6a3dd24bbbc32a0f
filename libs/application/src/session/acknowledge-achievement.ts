import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Ledger } from '@jwg/platform';
import { say, Statement } from './say.js';

/** An achievement was acknowledged or recognised; acknowledged is not completed. */
export class AcknowledgeAchievement extends Statement {}

@CommandHandler(AcknowledgeAchievement)
export class AcknowledgeAchievementHandler implements ICommandHandler<AcknowledgeAchievement> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: AcknowledgeAchievement) {
    return say(this.ledger, 'AchievementAcknowledged', command);
  }
}
