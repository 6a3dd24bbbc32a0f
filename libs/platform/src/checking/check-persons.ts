import { openPersonKeys } from '@jwg/read-models';
import { openStore } from '../opening/open-adapters.js';
import { missing, missingKeys } from '../persons/missing-keys.js';
import type { ServerSettings } from '../settings/settings.js';
import { fine, wrong, type Check } from './finding.js';

/** Checks that a folder has the keys of the persons whom its ledger names. In PostgreSQL the start looks for them. */
export const checkPersons =
  ({ folder }: Pick<ServerSettings, 'folder'>): Check =>
  async () => {
    const store = await openStore({ folder, readOnly: true });
    try {
      const keys = await openPersonKeys({ folder, readOnly: true });
      try {
        const { length } = await missingKeys(store, keys);
        if (length === 0) return fine('nobody is named whose key is missing');
        return wrong(missing(length), 'Restore persons.db from a backup; it is as old as ledger.db, or newer.');
      } finally {
        await keys.close();
      }
    } finally {
      await store.close();
    }
  };
