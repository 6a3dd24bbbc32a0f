import { setTimeout as sleep } from 'node:timers/promises';
import type { LedgerFollower } from './followers.js';

/** Milliseconds after which a server begins, whatever its rows have. */
const MOST_MS = 10_000;
/** More events than these nobody waits for. */
const MUCH = 5_000;

/**
 * Resolves once those who keep rows in this process have looked at the ledger and handled what is in it, so that who asks
 * right after the start finds it; also where they have very much to do, or after ten seconds.
 */
export const rowsBegun = async (followers: readonly LedgerFollower[]): Promise<void> => {
  const rows = followers.filter(({ awaitedFor }) => awaitedFor === 'rows');
  for (const until = Date.now() + MOST_MS; Date.now() < until; await sleep(10)) {
    const here = rows.map(({ running }) => running.health()).filter(({ state }) => state === 'running');
    if (here.every(({ lag }) => lag === 0) || here.some(({ lag = 0 }) => lag > MUCH)) return;
  }
};
