import { backoff } from './backoff.js';
import { Batches } from './batches.js';
import { StoreUnavailable, type EventStore } from './event-store.js';
import { FollowerFailed, type FollowOptions, type FollowerState, type RunningFollower } from './following.js';
import { CheckpointMoved, type Follower } from './follower.js';
import { holding, renewMs } from './lease.js';

export * from './following.js';

/**
 * Runs a follower: batch after batch, then it waits for a nudge or its next poll. After a failure it retries for ever,
 * with growing pauses. How a batch is handled is in batches.ts.
 *
 * With a lease, it runs only while this process holds the lease; otherwise it only polls the position. A process that
 * cannot reach a server releases the lease, because another may reach it. One that cannot handle an event keeps it,
 * because the event would stop the next one too.
 */
export const follow = (
  store: Pick<EventStore, 'readAll'>,
  follower: Follower,
  options: FollowOptions = {},
): RunningFollower => {
  const { pollMs = 1_000, retryMs = 100, maxRetryMs: longestMs = 30_000, skips, lease, onChange } = options;
  // Never a longer pause than a lease renewal: otherwise the lease lapses to a process that fails at the same event.
  const maxRetryMs = Math.min(longestMs, lease ? renewMs(lease) : Infinity);
  const hold = holding(lease, follower.name);
  let running: Promise<void> | undefined;
  let stopping = false;
  let standby = lease !== undefined; // until it has asked for the lease
  let reported: FollowerState = standby ? 'standby' : 'running';
  let nudged = false;
  let wake: (() => void) | undefined;
  const batches = new Batches(store, follower, skips, () => stopping);

  /** Whether this process may handle events now. Otherwise it has read the position. Errors go into `failure`. */
  const mayWork = async (): Promise<boolean> => {
    try {
      standby = !(await hold.isHeld());
      if (standby) await batches.look();
      return !standby;
    } catch (error) {
      standby = true; // whether this process still holds the lease is unknown
      batches.failed(error);
      throw error;
    }
  };

  const state = (): FollowerState => (batches.failure ? 'failing' : standby ? 'standby' : 'running');

  const report = (error?: unknown) => {
    const now = state();
    if (now === reported) return;
    const { failure, position } = batches;
    onChange?.({ name: follower.name, from: reported, to: now, position, ...(failure && { error }) });
    reported = now;
  };

  /** Handles a batch, or only reads the position on standby. Answers whether the next turn is due at once. */
  const turn = async (): Promise<boolean> => {
    try {
      const more = (await mayWork()) && (await batches.handleNext());
      report();
      return more;
    } catch (error) {
      if (error instanceof CheckpointMoved) return true; // another process was faster: read again from its checkpoint
      const lacksServer = !batches.failure?.event || error instanceof StoreUnavailable;
      report(error);
      if (lease && !standby && !stopping && lacksServer) {
        await hold.giveBack();
        standby = true;
      }
      return false;
    }
  };

  const pauseMs = () => {
    const { failure } = batches;
    if (!failure) return pollMs;
    const retry = backoff(failure.attempts, { firstMs: retryMs, longestMs: maxRetryMs });
    // Two polls, so that every other process has asked for the lease meanwhile.
    return standby ? Math.max(retry, Math.min(2 * pollMs, longestMs)) : retry;
  };

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms).unref();
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const run = async () => {
    while (!stopping) {
      nudged = false;
      const isDue = await turn();
      if (!isDue && !stopping && !nudged) await pause(pauseMs());
    }
  };

  return {
    start() {
      stopping = false;
      running ??= run();
    },
    nudge(at) {
      if (at !== undefined) batches.heardOf(at);
      if (batches.failure || standby) return; // a new append speeds up neither a retry nor a standby's poll
      nudged = true;
      wake?.();
    },
    async settle(progress) {
      for (let [more, before] = [true, NaN]; more || batches.position !== before;) {
        before = batches.position; // a policy writes events itself
        try {
          more = await batches.handleNext();
        } catch (cause) {
          if (!(cause instanceof CheckpointMoved)) throw new FollowerFailed(follower.name, batches.failure!, { cause });
        }
        progress?.(batches.position);
      }
    },
    async stop() {
      stopping = true;
      wake?.();
      await running;
      running = undefined;
      await hold.giveBack();
    },
    caughtUpTo: (position, timeoutMs) => batches.caughtUpTo(position, timeoutMs),
    async skip(eventId, by, reason) {
      if (!skips) throw new Error(`${follower.name} keeps no record of skipped events, so it cannot skip one`);
      await skips.record(follower.name, { eventId, by, reason });
      batches.skipped.set(eventId, { eventId, by, reason });
      nudged = true;
      wake?.();
    },
    health() {
      const { position, ledgerEnd, failure, skipped } = batches;
      return {
        name: follower.name,
        state: !running || stopping ? 'stopped' : state(),
        position,
        ...(ledgerEnd !== undefined && { lag: Math.max(0, ledgerEnd - position) }),
        ...(failure && { failure }),
        skipped: [...skipped.values()],
      };
    },
  };
};
