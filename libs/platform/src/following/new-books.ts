import type { EventStore, FollowerBooks } from '@jwg/event-sourcing';
import type { Settings } from '../settings/settings.js';

/**
 * Warns, by Node's process warnings, when a ledger with events is opened and no record is left of how far its followers
 * were. This is no reason to refuse, because the ledger goes on working; but an operator has to know.
 */
export const warnOfNewBooks = async (
  store: Pick<EventStore, 'readAll'>,
  books: Pick<FollowerBooks, 'areNew'>,
  { postgres, readOnly }: Pick<Settings, 'postgres' | 'readOnly'>,
): Promise<void> => {
  if (!books.areNew || readOnly) return;
  const [first] = await store.readAll(undefined, 1);
  const where = postgres ? 'the PostgreSQL database' : 'the data folder (followers.db)';
  if (first) process.emitWarning(lost(where), { type: 'FollowerBooksLost' });
};

const lost = (where: string): string =>
  `The ledger has events, but ${where} did not say how far the policies are: they go through it from its first event. ` +
  'What they wrote is not written twice, because its ids follow from its causes; what led to nothing is decided again. ' +
  'Decisions of `skip` are lost. To keep them, stop everything and restore them from a backup.';
