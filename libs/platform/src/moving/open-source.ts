import { carryIntoEffect } from '@jwg/domain';
import { LedgerError, UnknownCursor, type Checkpoint } from '@jwg/event-sourcing';
import { openAdapters, openStore, type OpenAdapters } from '../open-adapters.js';
import type { Settings } from '../settings.js';

/** Where a ledger lives: what a platform is opened with, without what it does there. */
export type House = Pick<Settings, 'folder' | 'kurrentdb' | 'postgres'>;

/** What was named as the source is not what anybody would want to move. */
export class UnfitSource extends LedgerError {
  override readonly name = 'UnfitSource';
  readonly kind = 'cannotOpen';
}

/** What is to be moved, and how far the policies have carried it into effect. */
export interface Source extends OpenAdapters {
  readonly done: Checkpoint | undefined;
}

/**
 * Opens a ledger to move it away: nobody else may write to a folder meanwhile. Makes no ledger where there is none.
 *
 * @throws UnfitSource  it is empty, or its read models belong to another ledger
 * @throws what `Platform.open` throws
 */
export const openSource = async (from: House): Promise<Source> => {
  if (!from.kurrentdb) await (await openStore({ ...from, readOnly: true })).close(); // opened to write, it would be made
  const source = await openAdapters(from);
  try {
    const [first] = await source.stored.readAll(undefined, 1);
    if (!first) throw new UnfitSource(nothingAt(from));
    const done = await source.rows.checkpoint(carryIntoEffect.name).get();
    if (done && !(await knows(source, done)))
      throw new UnfitSource(
        `The read models of the source know the ledger up to position ${done.position}, and what its ledger has there is not that. They belong to another ledger: nothing was moved.`,
      );
    return { ...source, done };
  } catch (error) {
    await source.store.close();
    await source.rows.close();
    throw error;
  }
};

const nothingAt = ({ folder, kurrentdb }: House): string =>
  kurrentdb
    ? `There is nothing to move: KurrentDB has no events in streams that begin with ${kurrentdb.prefix}. Name the right --prefix.`
    : `There is nothing to move: the ledger in ${folder} is empty.`;

const knows = async ({ stored }: Pick<OpenAdapters, 'stored'>, { cursor, position }: Checkpoint): Promise<boolean> => {
  try {
    return (await stored.positionOf(cursor)) === position;
  } catch (error) {
    if (error instanceof UnknownCursor) return false;
    throw error;
  }
};
