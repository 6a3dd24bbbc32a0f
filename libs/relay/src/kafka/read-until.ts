import { randomUUID } from 'node:crypto';
import type { Kafka } from 'kafkajs';

export interface ReadRecord {
  readonly key: string;
  readonly value: string;
}

/**
 * Reads the committed records of a topic with one partition, from its start, until `visit` returns true. With `orToEnd`
 * the read also stops at the topic's current end. Resolves with the remaining clean-up: a promise that never rejects
 * and need not be awaited.
 *
 * kafkajs reads through consumer groups only, so each read uses a group of its own and deletes it afterwards. The
 * group's name begins with the topics' prefix, so one access rule covers both. If the process is killed meanwhile, an
 * empty group remains, which the broker expires.
 */
export const readUntil = async (
  kafka: Kafka,
  topic: string,
  visit: (record: ReadRecord) => boolean,
  { orToEnd = false } = {},
): Promise<{ tidied: Promise<void> }> => {
  const groupId = `${topic}.reader-${randomUUID()}`;
  const consumer = kafka.consumer({
    groupId,
    allowAutoTopicCreation: false,
    maxWaitTimeInMs: WAIT_MS,
  });
  let tidied: Promise<void> | undefined;
  try {
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      let isDone = false;
      let idle = 0;
      consumer.on(consumer.events.CRASH, ({ payload }) => {
        // while the broker looks for its groups, kafkajs restarts by itself
        if (!payload.restart) reject(payload.error);
      });
      if (orToEnd)
        consumer.on(consumer.events.FETCH, ({ payload }) => {
          idle = payload.duration >= WAIT_MS * 0.9 ? idle + 1 : 0;
          if (idle === 2) resolve();
        });
      consumer
        .run({
          autoCommit: false,
          eachMessage: async ({ message }) => {
            idle = 0;
            if (isDone || message.value === null) return;
            isDone = visit({ key: String(message.key), value: message.value.toString() });
            if (isDone) resolve();
          },
        })
        .catch(reject);
    });
  } finally {
    tidied = throwAway(kafka, groupId, () => consumer.disconnect());
  }
  return { tidied };
};

/**
 * The broker holds back an answer without committed records for this long, and answers at once otherwise. A late, empty
 * answer therefore marks the end of the topic. Offsets do not, because markers and aborted records have offsets too.
 */
const WAIT_MS = 100;

/** Nobody waits for this clean-up, and a failure does no harm. */
const throwAway = async (kafka: Kafka, groupId: string, leave: () => Promise<void>): Promise<void> => {
  const admin = kafka.admin();
  try {
    await leave();
    await admin.connect();
    await admin.deleteGroups([groupId]);
  } catch {
    // the broker expires an empty group by itself
  } finally {
    await admin.disconnect().catch(() => {});
  }
};
