import { setTimeout as sleep } from 'node:timers/promises';
import type { LedgerFollower } from './followers.js';

/** Who is further behind than so many events is not waited for. */
const MUCH = 5_000;

/**
 * Resolves once the policies and the rows of this process have handled what is recorded now: mostly at once, or some
 * milliseconds later. Sooner where they fail, have very much to do, or are another process's; and after `patienceMs`.
 */
export const rowsThere = async (followers: readonly LedgerFollower[], patienceMs: number): Promise<void> => {
  const until = Date.now() + patienceMs;
  for (const what of ['events', 'rows'] as const)
    for (const { running, awaitedFor } of followers) {
      if (awaitedFor !== what) continue;
      let it = running.health();
      for (; it.lag === undefined && it.state === 'running' && Date.now() < until; it = running.health())
        await sleep(10);
      const { position, lag = 0, state } = it;
      if (state !== 'running' || lag > MUCH) return;
      if (lag > 0) await running.caughtUpTo(position + lag, until - Date.now());
    }
};
