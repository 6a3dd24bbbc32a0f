import { randomUUID } from 'node:crypto';
import type { Kafka } from 'kafkajs';

export interface ReadRecord {
  readonly key: string;
  readonly value: string;
}

/**
 * Reads a topic of one partition from its start, what is committed only, until the visitor answers true; or until its end for
 * now, where `orToEnd` says so. Answers with what is still to be tidied up, which never fails and need not be waited for.
 *
 * kafkajs reads through consumer groups only: this one is thrown away afterwards. It lies under the topics' prefix, so
 * that one access rule covers both; of a process that is killed meanwhile an empty group remains, which the broker forgets.
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
      let found = false;
      let idle = 0;
      consumer.on(consumer.events.CRASH, ({ payload }) => {
        if (!payload.restart) reject(payload.error); // it begins again by itself while the broker looks for its groups
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
            if (found || message.value === null) return;
            found = visit({ key: String(message.key), value: message.value.toString() });
            if (found) resolve();
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
 * So long a broker holds back an answer that brings nothing committed; it answers at once otherwise. That tells the end of
 * a topic, which offsets do not: markers and what was undone have offsets too.
 */
const WAIT_MS = 100;

/** Nobody waits for it, and nobody minds when it does not succeed. */
const throwAway = async (kafka: Kafka, groupId: string, leave: () => Promise<void>): Promise<void> => {
  const admin = kafka.admin();
  try {
    await leave();
    await admin.connect();
    await admin.deleteGroups([groupId]);
  } catch {
    // the broker forgets an empty group by itself
  } finally {
    await admin.disconnect().catch(() => {});
  }
};
