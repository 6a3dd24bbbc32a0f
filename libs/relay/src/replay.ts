import { setTimeout as sleep } from 'node:timers/promises';
import {
  backoff,
  FOLLOWER_BATCH,
  LedgerError,
  pagesAfter,
  type Cursor,
  type EventStore,
  type StoredEvent,
} from '@jwg/event-sourcing';
import { ledgerEnd, checkpointIn, type RelayCheckpoint } from './relay-checkpoint.js';
import { publishedEvents } from './publication.js';
import { PublishFailed, type Publisher, type Topics } from './topics.js';

/** A replay's checkpoint. Kafka keeps it, in the same transactions as the records. */
export interface ReplayCheckpoint extends RelayCheckpoint {
  /** Positions, both inclusive. */
  readonly from: number;
  readonly to: number;
  /** The number of events published so far, without events internal to a side. */
  readonly events: number;
  readonly finished: boolean;
}

/** The public part of a replay's checkpoint. */
export interface ReplayStatus extends Pick<ReplayCheckpoint, 'from' | 'to' | 'position' | 'events' | 'finished'> {
  readonly topic: string;
}

export class ReplayRefused extends LedgerError {
  override readonly name = 'ReplayRefused';
  readonly kind = 'refused';
  override readonly type = 'replay-refused';
  override readonly wayOut = 'Ask for positions within the ledger, under a name that no replay of others has.';
}

export interface Replay {
  readonly store: Pick<EventStore, 'readAll' | 'readStream' | 'last'>;
  readonly topics: Topics<ReplayCheckpoint>;
  readonly topic: string;
  readonly source: string;
  /** Positions, both inclusive. */
  readonly from: number;
  readonly to: number;
  /** Called after each transaction. */
  readonly progress?: (status: ReplayStatus) => void;
  /** Stops the replay between two transactions. Another run with the same bounds continues from there. */
  readonly signal?: AbortSignal;
}

/**
 * Publishes a part of the ledger once more, exactly once and in order, into a topic of its own. After a crash at any
 * moment another run continues it. A finished replay stays as it is.
 *
 * @returns the status, and whether the replay had already finished before this run
 * @throws ReplayRefused  the bounds are not within the ledger, or the topic holds a replay with other bounds
 * @throws Fenced         another process has begun to work on the same replay
 * @throws NeedsHuman     the topic holds another ledger's events
 * @throws PublishFailed, TopicsDiffer  after several attempts
 */
export const replay = async (wanted: Replay): Promise<ReplayStatus & { alreadyFinished: boolean }> => {
  await checkBounds(wanted);
  for (let attempt = 1; ; attempt += 1) {
    let publisher: Publisher<ReplayCheckpoint> | undefined;
    try {
      publisher = await wanted.topics.open({ unlessOvertaken: true });
      return await goOn(wanted, publisher);
    } catch (error) {
      if (!(error instanceof PublishFailed) || attempt === ATTEMPTS) throw error;
    } finally {
      await publisher?.close();
    }
    await sleep(backoff(attempt, { firstMs: 200 }), undefined, { signal: wanted.signal });
  }
};

const ATTEMPTS = 6;

const checkBounds = async ({ store, from, to }: Replay): Promise<void> => {
  const end = await ledgerEnd(store);
  const isWithin = Number.isSafeInteger(from) && Number.isSafeInteger(to) && 0 <= from && from <= to && to <= end;
  if (!isWithin)
    throw new ReplayRefused(`Positions ${from} to ${to} are not a part of this ledger, which ends at position ${end}.`);
};

const goOn = async (wanted: Replay, publisher: Publisher<ReplayCheckpoint>) => {
  const { topic, source, progress, signal } = wanted;
  const start = await startingAt(wanted, publisher);
  if (start.finished) return { ...statusOf(topic, start), alreadyFinished: true };
  let checkpoint = start;
  for await (const batch of batches(wanted, checkpoint.event?.cursor, checkpoint.position + 1)) {
    signal?.throwIfAborted();
    const to = { topic, source, delivery: () => 'replay' as const };
    const { records, checkpoint: reached } = publishedEvents(batch, checkpoint, to, publisher);
    const finished = reached.position === checkpoint.to;
    checkpoint = { ...checkpoint, ...reached, events: checkpoint.events + records.length, finished };
    await publisher.publish(records, checkpoint);
    progress?.(statusOf(topic, checkpoint));
  }
  return { ...statusOf(topic, checkpoint), alreadyFinished: false };
};

const startingAt = async ({ store, topic, from, to }: Replay, publisher: Publisher<ReplayCheckpoint>) => {
  const partitions = publisher.partitions(topic);
  const { checkpoint } = publisher;
  // When a replay's topic was deleted, its checkpoint no longer counts.
  if (!checkpoint || (checkpoint.events > 0 && !publisher.wasWritten(topic)))
    return { from, to, position: from - 1, events: 0, finished: false, lastIn: {}, partitions };
  if (checkpoint.from !== from || checkpoint.to !== to)
    throw new ReplayRefused(
      `Topic ${topic} holds a replay of positions ${checkpoint.from} to ${checkpoint.to}, not ${from} to ${to}: ` +
        'give a replay of other bounds another name.',
    );
  return { ...checkpoint, ...(await checkpointIn(store, checkpoint, partitions)) };
};

/** The events at the positions `from` to `to`, in batches. Events before `from` are read and skipped. */
async function* batches(
  { store, to, signal }: Replay,
  after: Cursor | undefined,
  from: number,
): AsyncGenerator<StoredEvent[]> {
  for await (const page of pagesAfter(store, after, { batch: FOLLOWER_BATCH, signal })) {
    const batch = page.filter(({ position }) => position >= from && position <= to);
    if (batch.length > 0) yield batch;
    if (page.length > 0 && page.at(-1)!.position >= to) return;
  }
}

export const statusOf = (topic: string, { from, to, position, events, finished }: ReplayCheckpoint): ReplayStatus => ({
  topic,
  from,
  to,
  position,
  events,
  finished,
});
