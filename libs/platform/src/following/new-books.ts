import type { EventStore, FollowerBooks } from '@jwg/event-sourcing';
import type { Settings } from '../settings.js';

/** A ledger with events was opened, and nothing says any more how far its followers were. */
export class FollowerBooksLost extends Error {
  override readonly name = 'FollowerBooksLost';
  constructor(where: string) {
    super(
      `The ledger has events, but ${where} did not say how far the policies are: they go through it from its first event. ` +
        'What they wrote is not written twice, for its ids follow from its causes; what led to nothing is decided again. ' +
        'Decisions of `skip` are lost. To keep them, stop everything and restore them from a backup.',
    );
  }
}

/** Emits the process's warning: the ledger works on, so there is nothing to refuse, but somebody has to know it. */
export const warnOfNewBooks = async (
  store: Pick<EventStore, 'readAll'>,
  books: Pick<FollowerBooks, 'areNew'>,
  { postgres, readOnly }: Pick<Settings, 'postgres' | 'readOnly'>,
): Promise<void> => {
  if (!books.areNew || readOnly) return;
  const [first] = await store.readAll(undefined, 1);
  const where = postgres ? 'the PostgreSQL database' : 'the data folder (followers.db)';
  if (first) process.emitWarning(new FollowerBooksLost(where));
};
