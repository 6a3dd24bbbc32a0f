import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore } from '@jwg/event-sourcing';
import { firstDifference, openRows, projections } from '@jwg/read-models';
import { inPresentForm } from '../opening/present-form.js';
import type { Wrong } from './recompute.js';
import type { ShowProgress } from './verify-events.js';

/**
 * Whether the read models in the folder are what the ledger leads to: each is folded anew, into a temporary folder that
 * takes as much room, and every version of every row is compared. A read model that is not there yet is not wrong.
 */
export const verifyRows = async (folder: string, stored: EventStore, progress: ShowProgress): Promise<Wrong[]> => {
  if (!existsSync(join(folder, 'read-models.db'))) return [];
  const store = inPresentForm(stored);
  const temporary = mkdtempSync(join(tmpdir(), 'jwg-verify-'));
  const kept = await openRows({ folder });
  try {
    const fresh = await openRows({ folder: temporary });
    try {
      const wrong: Wrong[] = [];
      for (const projection of projections) {
        const found = await firstDifference(kept, fresh, projection, store, (n) => progress(n, projection.name));
        if (found)
          wrong.push({
            position: found.position,
            what: `The rows of ${projection.name} are not what the ledger leads to: ${found.key} from position ${found.position} on. jwg rebuild ${projection.name} makes them anew.`,
          });
      }
      return wrong;
    } finally {
      await fresh.close();
    }
  } finally {
    await kept.close();
    rmSync(temporary, { recursive: true, force: true });
  }
};
