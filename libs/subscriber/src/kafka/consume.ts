import type { Admin, EachBatchPayload, Kafka } from 'kafkajs';
import { newOrder, type Last } from '../order.js';
import { Stopped, type Reader } from '../subscription.js';
import { deadLetters } from './dead-letters.js';
import { isKafkaError } from './kafka-error.js';
import type { Topics } from './options.js';
import { patient } from './patient.js';
import { handleRecord } from './records.js';

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
  /** The partitions whose last sequence was read since the last rebalance. */
  const learnt = new Set<number>();
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
      order.learn(partition, await committedLast(admin, group, topic, partition));
      learnt.add(partition);
    }
    const place = committing(payload);
    try {
      for (const message of batch.messages) {
        if (ended || !isRunning() || isStale()) return;
        const beating = setInterval(() => void heartbeat().catch(() => {}), HEARTBEAT_MS);
        try {
          place.reached(message.offset, await handleRecord({ reader, order, letters, topic }, partition, message));
        } finally {
          clearInterval(beating);
        }
        resolveOffset(message.offset);
        await place.commit(COMMIT_EVERY_MS);
        await heartbeat();
      }
    } catch (error) {
      if (isKafkaError(error)) throw error; // kafkajs rejoins the group or reconnects, and continues
      finish(error instanceof Stopped ? undefined : error);
    } finally {
      await place.commit();
    }
  };

  consumer.on(consumer.events.GROUP_JOIN, () => {
    learnt.clear();
    ready();
  });
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

/** Tracks how far a batch was handled, and commits that offset. */
const committing = ({ batch, commitOffsetsIfNecessary }: EachBatchPayload) => {
  let reached: { offset: string; metadata?: string } | undefined;
  let committedAt = Date.now();
  return {
    reached(offset: string, event: Last | undefined) {
      // A transaction's marker may follow the last record; kafkajs never passes markers on.
      const last = offset === batch.messages.at(-1)!.offset ? batch.lastOffset() : offset;
      reached = { offset: String(BigInt(last) + 1n), metadata: event && textOf(event) };
    },
    /** Commits, unless the last commit is less than `everyMs` milliseconds ago. */
    async commit(everyMs = 0) {
      if (!reached || Date.now() - committedAt < everyMs) return;
      const partitions = [{ partition: batch.partition, ...reached }];
      reached = undefined;
      committedAt = Date.now();
      await commitOffsetsIfNecessary({ topics: [{ topic: batch.topic, partitions }] });
    },
  };
};

/** The metadata of the committed offset: up to three sequences; `-` for the middle one if there is none. */
const textOf = ({ sequence, before, left }: Last) =>
  [sequence, before ?? (left === undefined ? undefined : '-'), left].filter((it) => it !== undefined).join(' ');

/** Reads the last event that the group has handled, from the metadata that `committing` committed. */
const committedLast = async (
  admin: Admin,
  groupId: string,
  topic: string,
  partition: number,
): Promise<Last | undefined> => {
  const [committed] = await patient(() => admin.fetchOffsets({ groupId, topics: [topic] }));
  const metadata = committed?.partitions.find((entry) => entry.partition === partition)?.metadata;
  if (!metadata || !/^\d+( (\d+|-)( \d+)?)?$/.test(metadata)) return undefined;
  const [sequence, before, left] = metadata.split(' ').map((it) => (it === '-' ? undefined : Number(it)));
  return { sequence: sequence!, before, left };
};
