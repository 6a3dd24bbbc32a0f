import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoredEvent } from '@jwg/event-sourcing';
import { projections } from '../projections.js';
import { openRows, type Rows } from '../rows/open-rows.js';
import { projectionFollower } from '../rows/projection-follower.js';

/** The rows in a real database, as the followers keep them; `close` removes it. */
export const followedRows = async (events: readonly StoredEvent[]): Promise<Rows> => {
  const folder = await mkdtemp(join(tmpdir(), 'jwg-rows-'));
  const rows = await openRows({ folder });
  for (const projection of projections)
    if (events.length > 0) await projectionFollower(rows, projection).handle(events, undefined);
  return {
    ...rows,
    async close() {
      await rows.close();
      await rm(folder, { recursive: true });
    },
  };
};
