import type { FollowerBooks } from '@jwg/event-sourcing';
import { openBooks } from '@jwg/read-models';
import { openStore } from '../opening/open-adapters.js';
import { requireHandled } from '../opening/whose-rows.js';
import type { ServerSettings } from '../settings/settings.js';
import type { LedgerLook } from './check-ledger.js';
import { fine, reasonOf, wrong, type Check } from './finding.js';

/**
 * Checks the followers' books beside a ledger in a folder. With PostgreSQL they are checked as a part of the read
 * models.
 */
export const checkBooks =
  ({ folder }: Pick<ServerSettings, 'folder'>, look: LedgerLook): Check =>
  async () => {
    const { firstEvent } = await look();
    try {
      const books = await openBooks({ folder, readOnly: true });
      try {
        await requireKnown(folder, books);
        if ((await books.checkpoints()).size > 0) return fine(`${folder} says how far the policies are`);
      } finally {
        await books.close();
      }
    } catch (error) {
      return wrong(reasonOf(error), 'See what the message says.');
    }
    if (!firstEvent) return fine('no policy has handled an event yet');
    return wrong(
      `the ledger has events, but ${folder} does not say how far the policies are`,
      'If followers.db is lost, restore it from a backup; without it the next start goes through the ledger from its first event.',
    );
  };

/** The read models are left out: they can be built again. */
const requireKnown = async (folder: string, books: FollowerBooks): Promise<void> => {
  const store = await openStore({ folder, readOnly: true });
  try {
    await requireHandled(store, { generations: async () => [] }, books);
  } finally {
    await store.close();
  }
};
