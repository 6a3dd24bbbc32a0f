import { Says, Statement } from './statement.js';

/** An outcome was commended, lauded or congratulated on; that changes no status. */
@Says('OutcomeCommended')
export class CommendOutcome extends Statement {}
