import { UnknownCursor, type EventStore } from '@jwg/event-sourcing';
import type { LedgerIdentity, Rows } from '@jwg/read-models';
import type { Settings } from '../settings/settings.js';

/** Of a ledger on a server the prefix, as nodes come and go; of one in a folder nothing, as folders are moved. */
const nameOf = ({ kurrentdb }: Pick<Settings, 'kurrentdb'>): string =>
  kurrentdb ? `KurrentDB under the prefix ${kurrentdb.prefix}` : 'a data folder';

export const identityOf = async (
  store: Pick<EventStore, 'readAll'>,
  settings: Pick<Settings, 'kurrentdb'>,
): Promise<LedgerIdentity> => {
  const [first] = await store.readAll(undefined, 1);
  return { name: nameOf(settings), ...(first && { firstEvent: first.id }) };
};

/**
 * Makes the rows this ledger's, where they are nobody's yet; who only reads leaves it at looking.
 *
 * @throws AnotherLedger  they are another's: nothing of the two must be mixed
 */
export const claimRows = async (
  store: EventStore,
  { owner }: Pick<Rows, 'owner'>,
  settings: Pick<Settings, 'kurrentdb' | 'readOnly'>,
): Promise<void> => {
  if (!owner) return;
  const ledger = { ...(await identityOf(store, settings)), knows: (cursor: string) => knows(store, cursor) };
  await (settings.readOnly ? owner.check(ledger) : owner.claim(ledger));
};

const knows = async (store: Pick<EventStore, 'positionOf'>, cursor: string): Promise<boolean> => {
  try {
    await store.positionOf(cursor);
    return true;
  } catch (error) {
    if (error instanceof UnknownCursor) return false;
    throw error;
  }
};
