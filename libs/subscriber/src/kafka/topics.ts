import type { Kafka } from 'kafkajs';
import type { KafkaOptions } from './options.js';

/**
 * Looks once, before anything is read: kafkajs asks for a topic that is not there again and again, and in the end says
 * neither which one it was nor what it may be due to.
 *
 * @throws  when one is not there, or may not be seen
 */
export const checkTopics = async (
  client: Kafka,
  topics: readonly string[],
  { brokers, prefix }: KafkaOptions,
): Promise<void> => {
  const admin = client.admin();
  await admin.connect();
  try {
    const there = new Set(await admin.listTopics());
    const missing = topics.filter((topic) => !there.has(topic));
    if (missing.length === 0) return;
    throw new Error(
      `There is no topic ${missing.join(', nor ')} at ${brokers.join(', ')}, or this service may not see it. Check the prefix ` +
        `(${prefix}), or the topic where one is named; that the ledger's relay has begun; and that this service may read it.`,
    );
  } finally {
    await admin.disconnect();
  }
};
