import { ForumId, statementEvents } from '@jwg/domain';
import { Fits } from '../fits.js';
import { Says, Statement } from './statement.js';

const { commitments } = statementEvents.RecommendationMade.properties;

/** The forum recommended something to a higher one, and refers commitments to it. */
@Says('RecommendationMade')
export class MakeRecommendation extends Statement {
  @Fits(ForumId) toForum!: string;
  @Fits(commitments) commitments: string[] = [];
}
