import { Says, Statement } from './statement.js';

/** An achievement was acknowledged or recognised; acknowledged is not completed. */
@Says('AchievementAcknowledged')
export class AcknowledgeAchievement extends Statement {}
