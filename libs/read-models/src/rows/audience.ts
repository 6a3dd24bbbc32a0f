import { innerSide, type Viewer } from '@jwg/domain';
import type { StoredEvent } from '@jwg/event-sourcing';

/**
 * For whom a row is. Everybody's rows are folded from what everybody sees. Where an event that is internal to a side
 * changes a row, that side's audience and the whole ledger's get a row of their own from then on, beside everybody's. So
 * no row ever holds anything that its audience may not see, and every question is answered by an index alone.
 */
export type Audience = typeof EVERYBODY | typeof WHOLE_LEDGER | `side ${string}`;

export const EVERYBODY = '';
export const WHOLE_LEDGER = 'whole ledger';
const ofSide = (side: string): Audience => `side ${side}`;

export const audienceOf = ({ side, wholeLedger }: Viewer): Audience =>
  wholeLedger ? WHOLE_LEDGER : side ? ofSide(side) : EVERYBODY;

/** The audiences whose rows an event may change beside those that there are; `undefined` when all see it. */
export const innerCircle = (event: StoredEvent): readonly Audience[] | undefined => {
  const side = innerSide(event);
  return side === undefined ? undefined : side === '' ? [WHOLE_LEDGER] : [ofSide(side), WHOLE_LEDGER];
};
