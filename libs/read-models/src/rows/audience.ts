import { innerSide, type Viewer } from '@jwg/domain';
import type { StoredEvent } from '@jwg/event-sourcing';

/**
 * The readers of a row. Everybody's rows are folded from events that everybody sees. If an event that is internal to a
 * side changes a row, the audience of that side and that of the whole ledger get their own row from then on, beside
 * everybody's. So no row ever holds anything that its audience may not see, and an index alone answers every question.
 */
export type Audience = typeof EVERYBODY | typeof WHOLE_LEDGER | `side ${string}`;

export const EVERYBODY = '';
export const WHOLE_LEDGER = 'whole ledger';
const ofSide = (side: string): Audience => `side ${side}`;

export const audienceOf = ({ side, wholeLedger }: Viewer): Audience =>
  wholeLedger ? WHOLE_LEDGER : side ? ofSide(side) : EVERYBODY;

/** The audiences whose rows an event may change, besides those that have rows; `undefined` when all see the event. */
export const innerCircle = (event: StoredEvent): readonly Audience[] | undefined => {
  const side = innerSide(event);
  return side === undefined ? undefined : side === '' ? [WHOLE_LEDGER] : [ofSide(side), WHOLE_LEDGER];
};
