import type { StoredEvent } from '@jwg/event-sourcing';
import { projections } from '../as-of/projections.js';
import { openRows, type Rows } from '../rows/open-rows.js';
import { projectionFollower } from '../rows/projection-follower.js';

/** The rows in a real database, written by the real followers. */
export const followedRows = async (
  events: readonly StoredEvent[],
  place: Parameters<typeof openRows>[0],
): Promise<Rows> => {
  const rows = await openRows(place);
  for (const projection of projections)
    if (events.length > 0) await projectionFollower(rows, projection).handle(events, undefined);
  return rows;
};
