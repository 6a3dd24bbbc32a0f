import { Says, Statement } from './statement.js';

/** A position was reaffirmed, reiterated or underscored; nothing follows from it. */
@Says('PositionReaffirmed')
export class ReaffirmPosition extends Statement {}
