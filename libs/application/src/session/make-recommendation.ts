import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ForumId, statementEvents } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { say, Statement } from './say.js';

const { commitments } = statementEvents.RecommendationMade.properties;

/** The forum recommended something to a higher one, and refers commitments to it. */
export class MakeRecommendation extends Statement {
  @Fits(ForumId) toForum!: string;
  @Fits(commitments) commitments: string[] = [];
}

@CommandHandler(MakeRecommendation)
export class MakeRecommendationHandler implements ICommandHandler<MakeRecommendation> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: MakeRecommendation) {
    return say(this.ledger, 'RecommendationMade', command);
  }
}
