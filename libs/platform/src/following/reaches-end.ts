import type { Cursor, EventStore } from '@jwg/event-sourcing';
import type { CaughtUp } from './caught-up.js';
import type { LedgerFollower } from './followers.js';

/** What one event leads to is written within so many events after it, or the wait for it ends earlier. */
const EFFECTS_AT_MOST = 500;

/** Whether the read models know an event, and what the policies made of it, before the time is over. */
export const reachesEnd = async (
  store: Pick<EventStore, 'positionOf' | 'readAll'>,
  followers: readonly LedgerFollower[],
  haveCaughtUp: CaughtUp,
  { cursor, timeoutMs }: { readonly cursor: Cursor; readonly timeoutMs: number },
): Promise<boolean> => {
  const until = Date.now() + timeoutMs;
  const reached = (what: 'events' | 'rows', position: number) => {
    const awaited = followers.filter(({ awaitedFor }) => awaitedFor === what);
    return haveCaughtUp(awaited, position, Math.max(0, until - Date.now()));
  };
  const position = await store.positionOf(cursor);
  if (!(await reached('events', position))) return false;
  const effects = await store.readAll(cursor, EFFECTS_AT_MOST);
  return reached('rows', effects.at(-1)?.position ?? position);
};
