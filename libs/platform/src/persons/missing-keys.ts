import { replaceCiphers } from '@jwg/domain';
import type { EventStore, PersonKeys } from '@jwg/event-sourcing';

/** So many events are looked at: the first ones, and those that came after the keys were last known to be whole. */
const SOME = 200;

type Stored = Pick<EventStore, 'readAll'>;
type Keys = Pick<PersonKeys, 'withIds' | 'checkpoint'>;

/**
 * The persons whom events name and whose keys are not there: somebody put back the ledger without them, or with older
 * ones. Whoever is forgotten is there, without a key.
 */
export const missingKeys = async (stored: Stored, keys: Keys): Promise<string[]> => {
  const at = await keys.checkpoint.get();
  const events = await stored.readAll(undefined, SOME);
  if (at) events.push(...(await stored.readAll(at.cursor, SOME)));
  const named = new Set<string>();
  for (const event of events)
    replaceCiphers(JSON.stringify([event.data, event.metadata]), (cipher, id) => (named.add(id), cipher));
  const known = new Set((await keys.withIds([...named])).map(({ id }) => id));
  return [...named].filter((id) => !known.has(id));
};

/**
 * Warns, by Node's process warnings: the ledger goes on working, and who it named stays unreadable.
 */
export const warnOfMissingKeys = async (stored: Stored, keys: Keys): Promise<void> => {
  const { length } = await missingKeys(stored, keys);
  if (length > 0) process.emitWarning(missing(length), { type: 'PersonKeysMissing' });
};

export const missing = (persons: number): string =>
  `The ledger names at least ${persons} persons whose keys are missing; they are read as [key missing]. ` +
  'Stop everything, and restore the keys from a backup: persons.db in the data folder, or the table person_keys.';
