import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Admin, Kafka } from 'kafkajs';
import { fromHeaders, type StatusRecord } from '@jwg/published-language';
import { Stopped } from '../subscription.js';
import type { Topics } from './options.js';
import { patient } from './patient.js';

/**
 * A transaction of the relay becomes visible partition by partition, so for a moment a reader may see its events and
 * not yet its statuses. This can affect only the last transaction, and no transaction has more records than this in one
 * partition. Beginning this much earlier does no harm, because events that a status includes are skipped.
 */
export const ONE_TRANSACTION = 1_000;
const EMPTY_GROUP_MS = 60_000;
const STALLED_MS = 60_000;

/**
 * Passes on every status, and commits the offsets at which the group continues with events. Does nothing for a group
 * that has committed offsets.
 */
export const bootstrap = async (
  client: Kafka,
  { topics, group, when }: { topics: Topics; group: string; when: 'once' | 'always' },
  handle: (status: StatusRecord) => Promise<void>,
  signal: AbortSignal,
): Promise<void> => {
  const admin = client.admin();
  await admin.connect();
  try {
    if (when === 'once' && (await hasBegun(admin, group, topics.events))) return;
    await untilEmpty(admin, group, signal);
    // Read the offsets of the events before the statuses, so that the statuses include every earlier event.
    const partitions = (await patient(() => admin.fetchTopicOffsets(topics.events))).map(
      ({ partition, low, high }) => ({
        partition,
        offset: String(larger(BigInt(low), BigInt(high) - BigInt(ONE_TRANSACTION))),
      }),
    );
    for (const status of await readStatuses(client, admin, { topic: topics.statuses, group }, signal)) {
      await handle(status);
      if (signal.aborted) throw new Stopped('Stopped before the events');
    }
    await commit(client, group, topics.events, partitions);
  } finally {
    await admin.disconnect();
  }
};

const larger = (a: bigint, b: bigint) => (a > b ? a : b);

const hasBegun = async (admin: Admin, groupId: string, topic: string) => {
  const committed = await patient(() => admin.fetchOffsets({ groupId, topics: [topic] }));
  return committed.some(({ partitions }) => partitions.some(({ offset }) => Number(offset) >= 0));
};

/** Waits until the group is empty. A member that was killed stays in the group until its session times out. */
const untilEmpty = async (admin: Admin, group: string, signal: AbortSignal) => {
  for (const until = Date.now() + EMPTY_GROUP_MS; ;) {
    const [described] = (await patient(() => admin.describeGroups([group]))).groups;
    if (described === undefined || described.state === 'Empty' || described.state === 'Dead') return;
    if (Date.now() > until) {
      throw new Error(
        `The statuses are read by one member alone, and others are in the group ${group}: let them stop first`,
      );
    }
    await pause(500, undefined, { signal }).catch(() => {
      throw new Stopped('Stopped before the statuses');
    });
  }
};

/**
 * Commits as a group member that handles nothing, because `setOffsets` of kafkajs takes 5 s when no new records arrive.
 */
const commit = async (
  client: Kafka,
  groupId: string,
  topic: string,
  partitions: readonly { partition: number; offset: string }[],
) => {
  const consumer = client.consumer({ groupId, maxWaitTimeInMs: 100 });
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: async () => {} });
    await consumer.commitOffsets(partitions.map((it) => ({ topic, ...it })));
  } finally {
    await consumer.disconnect();
  }
};

/**
 * Reads the last record of each commitment, up to the topic's current end. The read uses a group of its own, which is
 * deleted afterwards.
 */
const readStatuses = async (
  client: Kafka,
  admin: Admin,
  { topic, group }: { topic: string; group: string },
  signal: AbortSignal,
): Promise<Iterable<StatusRecord>> => {
  const statuses = new Map<string, StatusRecord>();
  /**
   * The offset to reach in each partition. Offsets count markers, too, so do not wait for a record at the last offset.
   */
  const ends = new Map<number, bigint>();
  for (const { partition, low, high } of await patient(() => admin.fetchTopicOffsets(topic))) {
    if (BigInt(high) > BigInt(low)) ends.set(partition, BigInt(high));
  }
  if (ends.size === 0) return [];
  const groupId = `${group}.statuses-${randomUUID()}`;
  const consumer = client.consumer({ groupId, maxWaitTimeInMs: 500, retry: { restartOnFailure: async () => false } });
  const end = Promise.withResolvers<void>();
  const stop = () => end.reject(new Stopped('Stopped while the statuses came'));
  const timer = setTimeout(() => end.reject(new Error(`${topic} did not come to its end`)), STALLED_MS);
  signal.addEventListener('abort', stop, { once: true });
  consumer.on(consumer.events.CRASH, ({ payload }) => end.reject(payload.error));
  // kafkajs does not pass on a batch of markers alone, but it does report the end of such a batch.
  consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload: { partition, lastOffset } }) => {
    timer.refresh();
    if (BigInt(lastOffset) + 1n >= (ends.get(partition) ?? 0n)) ends.delete(partition);
    if (ends.size === 0) end.resolve();
  });
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch }) => {
        for (const { headers, value } of batch.messages) {
          const status = fromHeaders<StatusRecord>(headers ?? {}, value);
          statuses.set(status.subject, status);
        }
      },
    });
    await end.promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    await consumer.disconnect();
    await admin.deleteGroups([groupId]).catch(() => {}); // the broker expires it
  }
  return statuses.values();
};
