import { setTimeout as sleep } from 'node:timers/promises';
import { backoff } from '@jwg/event-sourcing';
import type { RelayRecord } from './relay-status.js';
import { NeedsHuman } from './relay-checkpoint.js';
import { Fenced, PublishFailed, type Publisher, type TopicRecord, type Topics } from './topics.js';

export interface LeadershipOptions {
  /**
   * A standby takes over after this many milliseconds of silence (10,000). An idle leader sends a heartbeat three times
   * as often.
   */
  readonly takeOverMs?: number;
  /**
   * The first pause after a failure, in milliseconds (100). It doubles up to `maxRetryMs` (30,000); jitter takes off up
   * to half.
   */
  readonly retryMs?: number;
  readonly maxRetryMs?: number;
}

export interface Lead<Checkpoint extends object> {
  readonly publisher: Publisher<Checkpoint>;
  readonly checkpoint: Checkpoint;
}

/** The right to publish, held by one of several relays at a time. */
export interface Leadership<Checkpoint extends object> {
  /**
   * Resolves with the leader's checkpoint once this relay leads; waits as long as that takes. Rejects when it stops.
   */
  lead(): Promise<Lead<Checkpoint>>;
  /** Publishes one batch. A failure ends the leadership: call `lead` again for the leadership and the checkpoint. */
  publish(
    records: readonly TopicRecord[],
    checkpoint: Checkpoint,
    counts: { events: number; statuses: number },
  ): Promise<void>;
  /** Publishes what has no place in the ledger; the checkpoint stays. */
  publishBeside(records: readonly TopicRecord[]): Promise<void>;
  /** Defined only while this relay leads. */
  readonly current: Lead<Checkpoint> | undefined;
  start(): void;
  /** Ends every wait and closes the publisher. */
  stop(): Promise<void>;
}

/**
 * A relay that a younger one fenced does not fence that one in turn: it stands by until the other one falls silent. All
 * other failures are retried with growing pauses, except `NeedsHuman`: topics of another ledger need a human.
 *
 * @param takeCheckpoint  checks the checkpoint that was read, or makes the first one
 */
export const leadership = <Checkpoint extends object>(
  topics: Topics<Checkpoint>,
  record: RelayRecord,
  takeCheckpoint: (read: Checkpoint | undefined, publisher: Publisher<Checkpoint>) => Promise<Checkpoint>,
  { takeOverMs = 10_000, retryMs = 100, maxRetryMs = 30_000 }: LeadershipOptions = {},
): Leadership<Checkpoint> => {
  let current: Lead<Checkpoint> | undefined;
  let standby = false;
  let stopping = new AbortController();
  let turn: Promise<unknown> = Promise.resolve(); // publications and heartbeats, one at a time
  let lastPublished = 0;
  let beating = false;
  let heart: NodeJS.Timeout | undefined;

  const lose = async (error: unknown) => {
    const lost = current?.publisher;
    current = undefined;
    if (stopping.signal.aborted) record.become('stopped');
    else if (error instanceof Fenced) {
      standby = true;
      record.fenced();
      record.recovered();
      record.become('standby');
    } else {
      const cause = error instanceof Error ? error : new Error(String(error));
      record.failed(cause instanceof PublishFailed ? cause.reason : cause.name, cause);
      record.become(cause instanceof NeedsHuman ? 'stopped' : 'starting');
    }
    await lost?.close();
  };

  const attempt = async (): Promise<void> => {
    const { signal } = stopping;
    if (standby) {
      record.become('standby');
      await topics.silence(takeOverMs * (1 + Math.random() / 5), signal, () => record.recovered());
    }
    const publisher = await topics.open({ unlessOvertaken: !standby });
    try {
      current = { publisher, checkpoint: await takeCheckpoint(publisher.checkpoint, publisher) };
      signal.throwIfAborted();
    } catch (error) {
      await publisher.close();
      throw error;
    }
    standby = false;
    lastPublished = Date.now();
    record.become('active');
  };

  /** Publishes one batch at a time; an error ends the leadership. */
  const publish = (records: readonly TopicRecord[], checkpoint: () => Checkpoint): Promise<void> => {
    const mine = current?.publisher;
    const done = turn.then(async () => {
      if (!mine || mine !== current?.publisher) throw new PublishFailed('Lost', 'The leadership was lost meanwhile');
      const next = checkpoint();
      try {
        await mine.publish(records, next);
      } catch (error) {
        await lose(error);
        throw error;
      }
      current = { publisher: mine, checkpoint: next };
      lastPublished = Date.now();
    });
    turn = done.catch(() => {});
    return done;
  };

  const isQuiet = () => current !== undefined && Date.now() - lastPublished >= takeOverMs / 3;
  const beat = () => {
    if (!isQuiet() || beating) return;
    beating = true;
    publish([], () => current!.checkpoint)
      .then(
        () => record.recovered(),
        () => {}, // the follower's next poll notices that the leadership is lost
      )
      .finally(() => (beating = false));
  };

  return {
    get current() {
      return current;
    },
    async lead() {
      const { signal } = stopping;
      while (!current) {
        signal.throwIfAborted();
        const { attempts } = record;
        if (attempts > 0) {
          const pauseMs = backoff(attempts, { firstMs: retryMs, longestMs: maxRetryMs });
          await sleep(pauseMs, undefined, { signal, ref: false });
        }
        try {
          await attempt();
        } catch (error) {
          await lose(error);
          if (error instanceof NeedsHuman) await aborted(signal);
        }
      }
      return current;
    },
    async publish(records, checkpoint, counts) {
      await publish(records, () => checkpoint);
      record.published(counts);
    },
    publishBeside: (records) => publish(records, () => current!.checkpoint),
    start() {
      if (stopping.signal.aborted) stopping = new AbortController();
      record.become('starting');
      heart ??= setInterval(beat, takeOverMs / 6).unref();
    },
    async stop() {
      clearInterval(heart);
      heart = undefined;
      stopping.abort(new Error('The relay is being stopped'));
      await turn;
      await lose(undefined);
    },
  };
};

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((_, reject) => {
    const end = () => reject(signal.reason as Error);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
