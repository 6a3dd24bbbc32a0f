import type { SessionRow } from './row.js';

/** The last day of a session that is over, as far as that is known: its own, or else the day by which it had been held. */
export const overOn = ({
  concludedOn,
  heldNotAfter,
  openedOn,
}: Pick<SessionRow, 'concludedOn' | 'heldNotAfter' | 'openedOn'>): string | undefined =>
  concludedOn ?? (heldNotAfter === undefined ? undefined : (openedOn ?? heldNotAfter));
