import type { EachBatchPayload, Kafka } from 'kafkajs';
import { NotYet, Stopped } from '../errors.js';
import { newOrder } from '../order.js';
import type { Reader } from '../subscription.js';
import { deadLetters } from './dead-letters.js';
import { isKafkaError } from './kafka-error.js';
import { lagOf } from './lag.js';
import type { Topics } from './options.js';
import { committing, learnPlace, textOf } from './place.js';
import { handleRecord, type Failing } from './records.js';

const COMMIT_EVERY_MS = 1_000;
const HEARTBEAT_MS = 1_000; // how often to check whether a heartbeat is due; kafkajs sends one every 3 s

/**
 * Reads the events as a member of the group until the signal is aborted. An offset is committed after the handler has
 * finished, with the event's sequence in its metadata. The next owner of the partition then knows the last record and
 * can detect a gap.
 */
export const consume = async (
  client: Kafka,
  { topics, group, sessionMs }: { topics: Topics; group: string; sessionMs?: number },
  reader: Reader,
  signal: AbortSignal,
  ready: () => void,
): Promise<void> => {
  const topic = topics.events;
  const letters = topics.deadLetters === undefined ? undefined : deadLetters(client, topics.deadLetters);
  const order = newOrder();
  const admin = client.admin();
  const consumer = client.consumer({
    groupId: group,
    maxWaitTimeInMs: COMMIT_EVERY_MS,
    sessionTimeout: sessionMs,
    retry: { restartOnFailure: async () => !signal.aborted },
  });
  const lag = lagOf(consumer, admin, { topic, group });
  reader.measure(lag.ask);
  /** The partitions whose place was read since the last rebalance. */
  const learnt = new Set<number>();
  const how = { reader, order, letters, topic, failing: new Map<number, Failing>() };
  const end = Promise.withResolvers<void>();
  let ended = signal.aborted;
  const finish = (error?: unknown) => {
    ended = true;
    if (error === undefined) end.resolve();
    else end.reject(error);
  };

  const eachBatch = async (payload: EachBatchPayload): Promise<void> => {
    const { batch, resolveOffset, heartbeat, isRunning, isStale } = payload;
    const { partition } = batch;
    if (!learnt.has(partition)) {
      const { fetchedOffset } = batch as typeof batch & { fetchedOffset: string };
      await learnPlace(admin, { groupId: group, topic, partition, fetched: fetchedOffset }, order);
      learnt.add(partition);
    }
    const place = committing(payload);
    try {
      for (const message of batch.messages) {
        if (ended || !isRunning() || isStale()) return;
        const beating = setInterval(() => void heartbeat().catch(() => {}), HEARTBEAT_MS);
        try {
          await handleRecord(how, partition, message);
        } finally {
          clearInterval(beating);
        }
        lag.reached(partition, place.reached(message.offset, textOf(order, partition)));
        resolveOffset(message.offset);
        await place.commit(COMMIT_EVERY_MS);
        await heartbeat();
      }
    } catch (error) {
      if (isKafkaError(error)) throw error; // kafkajs rejoins the group or reconnects, and continues
      if (error instanceof NotYet) standStill(payload, error.pauseMs);
      else finish(error instanceof Stopped ? undefined : error);
    } finally {
      await place.commit();
    }
  };

  consumer.on(consumer.events.GROUP_JOIN, () => {
    learnt.clear();
    ready();
  });
  consumer.on(consumer.events.FETCH, reader.reading);
  consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) =>
    restart || ended ? reader.trouble(error) : finish(error),
  );
  signal.addEventListener('abort', () => finish(), { once: true });
  if (ended) return;
  try {
    await admin.connect();
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch });
    await end.promise;
  } finally {
    ended = true;
    await consumer.disconnect(); // waits for the batch under way, which ends after the current handler
    await letters?.close();
    await admin.disconnect();
  }
};

/** Pauses this partition alone. What comes from it next is the record that was not handled. */
const standStill = ({ pause }: EachBatchPayload, ms: number) => {
  setTimeout(pause(), ms).unref();
};
