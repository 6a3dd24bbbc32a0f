import { LedgerError, type Checkpoint } from '@jwg/event-sourcing';
import { openAdapters, openStore, type OpenAdapters } from '../opening/open-adapters.js';
import type { Settings } from '../settings/settings.js';

/** Where a ledger is: the settings of a platform, without those for its work there. */
export type LedgerPlace = Pick<Settings, 'folder' | 'kurrentdb' | 'postgres'>;

/** The named source is nothing that anybody would want to move. */
export class UnfitSource extends LedgerError {
  override readonly name = 'UnfitSource';
  readonly kind = 'cannotOpen';
}

/** The ledger to move, and how far the followers are whose checkpoints move with it, by name. */
export interface Source extends OpenAdapters {
  readonly done: ReadonlyMap<string, Checkpoint>;
}

/**
 * Opens a ledger to move it away. Meanwhile no other process may write to its folder. Creates no ledger.
 *
 * @throws UnfitSource  it is empty
 * @throws what `Platform.open` throws
 */
export const openSource = async (from: LedgerPlace): Promise<Source> => {
  if (!from.kurrentdb) await (await openStore({ ...from, readOnly: true })).close(); // a writer would create one
  const source = await openAdapters(from);
  try {
    const [first] = await source.stored.readAll(undefined, 1);
    if (!first) throw new UnfitSource(nothingAt(from));
    return { ...source, done: await source.books.checkpoints() };
  } catch (error) {
    await closeSource(source);
    throw error;
  }
};

export const closeSource = async ({ store, persons, books, rows }: OpenAdapters): Promise<void> => {
  await store.close();
  await persons?.keys.close();
  await books.close();
  await rows.close();
};

const nothingAt = ({ folder, kurrentdb }: LedgerPlace): string =>
  kurrentdb
    ? `There is nothing to move: KurrentDB has no events in streams that begin with ${kurrentdb.prefix}. Name the right --prefix.`
    : `There is nothing to move: the ledger in ${folder} is empty.`;
