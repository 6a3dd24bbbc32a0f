import { constants, existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { kindOf } from '@jwg/event-sourcing';
import { openStore } from '../opening/open-adapters.js';
import type { LedgerIdentity } from '@jwg/read-models';
import type { ServerSettings } from '../settings/settings.js';
import { identityOf } from '../opening/whose-rows.js';
import { fine, reasonOf, wrong, type Check } from './finding.js';

/** Reads the ledger's identity, once however often it is called. */
export type LedgerLook = () => Promise<LedgerIdentity & { readonly server?: string }>;

export const lookingAtLedger = (settings: ServerSettings): LedgerLook => {
  let looked: ReturnType<LedgerLook> | undefined;
  const look = async () => {
    const store = await openStore({ ...settings, readOnly: true });
    try {
      return { ...(await identityOf(store, settings)), server: store.health?.()?.server };
    } finally {
      await store.close();
    }
  };
  return () => (looked ??= look());
};

export const checkLedger =
  (settings: ServerSettings, look: LedgerLook): Check =>
  async () => {
    const { folder, kurrentdb } = settings;
    if (!kurrentdb && !existsSync(join(folder, 'ledger.db'))) return newFolder(folder);
    try {
      const { firstEvent, server } = await look();
      const where = kurrentdb ? `${server}; streams ${kurrentdb.prefix}…` : `${folder}, which can be read`;
      return fine(`${where}; ${firstEvent ? 'it holds events' : 'it is empty'}`);
    } catch (error) {
      return wrong(reasonOf(error), kurrentdb ? mendOf(error) : IN_A_FOLDER);
    }
  };

const IN_A_FOLDER = 'JWG_DATA names the folder; the message says what is the matter with it.';

const mendOf = (error: unknown): string =>
  kindOf(error) === 'unavailable'
    ? 'See whether it runs and is reached from here; JWG_KURRENTDB_URL needs the nodes’ addresses, and tls as they have it.'
    : 'JWG_KURRENTDB_URL needs the nodes’ addresses, tls as they have it, and a user of the group $admins.';

/** Checks whether the first start may create the folder. */
const newFolder = async (folder: string) => {
  let there = resolve(folder);
  while (!existsSync(there)) there = dirname(there);
  try {
    await access(there, constants.W_OK | constants.X_OK);
    return fine(`${folder} holds no ledger yet; the first start makes one`);
  } catch {
    return wrong(
      `${folder} holds no ledger yet, and ${there} may not be written`,
      'Give this user the right, or set JWG_DATA.',
    );
  }
};
