import { setTimeout as pause } from 'node:timers/promises';
import type { Admin, Kafka } from 'kafkajs';
import type { StatusRecord } from '@jwg/published-language';
import { Stopped } from '../errors.js';
import type { Topics } from './options.js';
import { patient } from './patient.js';
import { AFTER_STATUSES } from './place.js';
import { readStatuses } from './statuses.js';

/**
 * A transaction of the relay becomes visible partition by partition, so for a moment a reader may see its events and
 * not yet its statuses. This can affect only the last transaction, and no transaction has more records than this in one
 * partition. Beginning this much earlier does no harm, because events that a status includes are skipped.
 */
export const ONE_TRANSACTION = 1_000;
const EMPTY_GROUP_MS = 60_000;

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
    await consumer.commitOffsets(partitions.map((it) => ({ topic, metadata: AFTER_STATUSES, ...it })));
  } finally {
    await consumer.disconnect();
  }
};
