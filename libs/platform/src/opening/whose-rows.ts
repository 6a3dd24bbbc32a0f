import { LedgerPutBack, UnknownCursor, type EventStore, type FollowerBooks } from '@jwg/event-sourcing';
import type { LedgerIdentity, Rows } from '@jwg/read-models';
import type { Settings } from '../settings/settings.js';

/**
 * The identity of a ledger. On a server it is the prefix, as nodes come and go. In a folder it has no address, as
 * folders are moved.
 */
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
 * Claims the rows for this ledger if no ledger owns them yet. A process that only reads just checks.
 *
 * @throws AnotherLedger  another ledger owns the rows, and the two must never be mixed
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

/**
 * Refuses a ledger that does not know an event that its read models or its policies have handled. Followers that went
 * on from there would mix two histories, as soon as the ledger is long enough again.
 *
 * @throws LedgerPutBack
 */
export const requireHandled = async (
  store: Pick<EventStore, 'positionOf' | 'last'>,
  rows: Pick<Rows, 'generations'>,
  books: Pick<FollowerBooks, 'checkpoints'>,
): Promise<void> => {
  const handled = [...(await rows.generations()), ...(await books.checkpoints()).values()];
  const unknown: number[] = [];
  for (const { cursor, position } of handled)
    if (cursor !== null && !(await knows(store, cursor))) unknown.push(Number(position));
  if (unknown.length === 0) return;
  const events = ((await store.last())?.position ?? -1) + 1;
  throw new LedgerPutBack('The read models and policies had handled', Math.max(...unknown), events);
};

/** Whether the ledger has the event of this cursor. */
export const knows = async (store: Pick<EventStore, 'positionOf'>, cursor: string): Promise<boolean> => {
  try {
    await store.positionOf(cursor);
    return true;
  } catch (error) {
    if (error instanceof UnknownCursor) return false;
    throw error;
  }
};
