import type { StoredEvent } from './event.js';
import { StoreUnavailable, type EventStore } from './event-store.js';
import {
  FollowerFailed,
  type Failure,
  type FollowOptions,
  type RunningFollower,
  type FollowerState,
  type SkippedEvent,
} from './following.js';
import { CheckpointMoved, FOLLOWER_BATCH, type Follower } from './follower.js';
import { holding, renewMs } from './lease.js';

export * from './following.js';

/**
 * Runs a follower over a store: batch after batch, then waits for a nudge or its next look. When a batch fails it goes on
 * event by event, so that everything before the failing event stays handled and that event is named in `health()`; then
 * it tries again, with growing pauses, for ever.
 *
 * With a lease it works only while it holds it; else it looks from time to time where whoever works has got to. Who fails
 * for want of a server gives the lease back: another may reach what this one does not. An event that cannot be handled
 * stays with its holder, for it would stop the next one too.
 */
export const follow = (
  store: Pick<EventStore, 'readAll'>,
  follower: Follower,
  options: FollowOptions = {},
): RunningFollower => {
  const { pollMs = 1_000, retryMs = 100, maxRetryMs: longestMs = 30_000, skips, lease, onChange } = options;
  // Who waits for longer before an event would lose the lease to one who fails alike.
  const maxRetryMs = Math.min(longestMs, lease ? renewMs(lease) : Infinity);
  const hold = holding(lease, follower.name);
  let running: Promise<void> | undefined;
  let stopping = false;
  let standby = lease !== undefined; // until it has asked
  let position = -1;
  let ledgerEnd: number | undefined; // the highest position anybody spoke of
  let failure: Failure | undefined;
  let told: FollowerState = standby ? 'standby' : 'running';
  let skipped = new Map<string, SkippedEvent>();
  let nudged = false;
  let wake: (() => void) | undefined;
  const waiting = new Set<{ position: number; resolve: (reached: boolean) => void }>();

  const arrived = (at: number) => {
    position = Math.max(position, at);
    ledgerEnd = ledgerEnd === undefined ? undefined : Math.max(ledgerEnd, position);
    for (const one of waiting) if (one.position <= position) one.resolve(true);
  };

  const failed = (error: unknown, event?: StoredEvent) => {
    const again = failure && failure.event?.id === event?.id ? failure : undefined;
    failure = {
      ...(event && { event: { id: event.id, type: event.type, stream: event.stream, position: event.position } }),
      error: inWords(error),
      since: again?.since ?? new Date().toISOString(),
      attempts: (again?.attempts ?? 0) + 1,
    };
  };

  const oneByOne = async (batch: readonly StoredEvent[], after: string | undefined) => {
    for (const event of batch) {
      if (stopping) return;
      try {
        if (skipped.has(event.id)) await follower.skip(event, after);
        else await follower.handle([event], after);
      } catch (error) {
        if (!(error instanceof CheckpointMoved)) failed(error, event);
        throw error;
      }
      failure = undefined;
      arrived(event.position);
      after = event.cursor;
    }
  };

  /** One batch; answers whether there may be more. Throws after it has noted why in `failure`. */
  const round = async (): Promise<boolean> => {
    let batch: readonly StoredEvent[];
    let after: string | undefined;
    try {
      if (skips && (failure || position < 0)) {
        skipped = new Map((await skips.list(follower.name)).map((one) => [one.eventId, one]));
      }
      const checkpoint = await follower.checkpoint();
      if (checkpoint) arrived(checkpoint.position);
      after = checkpoint?.cursor;
      batch = await store.readAll(after, FOLLOWER_BATCH);
    } catch (error) {
      failed(error);
      throw error;
    }
    const full = batch.length === FOLLOWER_BATCH;
    const last = batch.at(-1);
    if (!full) ledgerEnd = Math.max(ledgerEnd ?? -1, last?.position ?? position);
    if (!last) {
      failure = undefined;
      return false;
    }
    if (failure || batch.some(({ id }) => skipped.has(id))) {
      await oneByOne(batch, after);
      return true;
    }
    try {
      await follower.handle(batch, after);
      arrived(last.position);
      return full;
    } catch (error) {
      if (error instanceof CheckpointMoved) throw error;
      await oneByOne(batch, after);
      return true;
    }
  };

  /** Where the one who works has got to. */
  const look = async () => {
    const checkpoint = await follower.checkpoint();
    if (checkpoint) arrived(checkpoint.position);
    const [next] = await store.readAll(checkpoint?.cursor, 1);
    ledgerEnd = Math.max(ledgerEnd ?? -1, next?.position ?? position);
    failure = undefined;
  };

  /** Whether it is this one who works now; where not, it has looked. Throws after it has noted why in `failure`. */
  const mayWork = async (): Promise<boolean> => {
    try {
      standby = !(await hold.isHeld());
      if (standby) await look();
      return !standby;
    } catch (error) {
      standby = true; // whether it still holds the lease nobody can tell
      failed(error);
      throw error;
    }
  };

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms).unref();
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const fares = (): FollowerState => (failure ? 'failing' : standby ? 'standby' : 'running');

  const tell = (error?: unknown) => {
    const now = fares();
    if (now === told) return;
    onChange?.({ name: follower.name, from: told, to: now, position, ...(failure && { error }) });
    told = now;
  };

  /** One turn of working or looking; answers whether the next is due at once. */
  const turn = async (): Promise<boolean> => {
    try {
      const more = (await mayWork()) && (await round());
      tell();
      return more;
    } catch (error) {
      if (error instanceof CheckpointMoved) return true; // another process was faster: read again from its checkpoint
      const isForWantOfAServer = !failure?.event || error instanceof StoreUnavailable;
      tell(error);
      if (lease && !standby && !stopping && isForWantOfAServer) {
        await hold.giveBack();
        standby = true;
      }
      return false;
    }
  };

  const restMs = () => {
    if (!failure) return pollMs;
    const backoff = Math.min(maxRetryMs, retryMs * 2 ** (failure.attempts - 1)) * (1 - Math.random() / 2);
    return standby ? Math.max(backoff, Math.min(2 * pollMs, longestMs)) : backoff; // so long that all others have looked meanwhile
  };

  const run = async () => {
    while (!stopping) {
      nudged = false;
      const isDue = await turn();
      if (!isDue && !stopping && !nudged) await pause(restMs());
    }
  };

  return {
    start() {
      stopping = false;
      running ??= run();
    },
    nudge(at) {
      if (at !== undefined) ledgerEnd = Math.max(ledgerEnd ?? -1, at);
      if (failure || standby) return; // a busy ledger hurries neither who stands before a failing event nor who only looks
      nudged = true;
      wake?.();
    },
    async settle(progress) {
      for (let more = true; more;) {
        try {
          more = await round();
        } catch (error) {
          if (!(error instanceof CheckpointMoved)) throw new FollowerFailed(follower.name, failure!, { cause: error });
        }
        progress?.(position);
      }
    },
    async stop() {
      stopping = true;
      wake?.();
      await running;
      running = undefined;
      await hold.giveBack();
    },
    async caughtUpTo(wanted, timeoutMs) {
      if (wanted <= position) return true;
      return new Promise((done) => {
        const entry = { position: wanted, resolve };
        const timer = setTimeout(() => resolve(false), timeoutMs).unref();
        function resolve(reached: boolean) {
          clearTimeout(timer);
          waiting.delete(entry);
          done(reached);
        }
        waiting.add(entry);
      });
    },
    async skip(eventId, by, reason) {
      if (!skips) throw new Error(`${follower.name} keeps no record of skipped events, so it cannot skip one`);
      await skips.record(follower.name, { eventId, by, reason });
      skipped.set(eventId, { eventId, by, reason });
      nudged = true;
      wake?.();
    },
    health: () => ({
      name: follower.name,
      state: !running || stopping ? 'stopped' : fares(),
      position,
      ...(ledgerEnd !== undefined && { lag: Math.max(0, ledgerEnd - position) }),
      ...(failure && { failure }),
      skipped: [...skipped.values()],
    }),
  };
};

const inWords = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return `${error.name}: ${error.message}${error.cause instanceof Error ? ` (${error.cause.message})` : ''}`;
};
