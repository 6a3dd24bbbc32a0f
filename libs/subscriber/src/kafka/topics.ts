import type { Kafka } from 'kafkajs';
import { messageOf } from '../errors.js';
import type { KafkaOptions } from './options.js';

/**
 * Checks once, before the first read, that the topics exist. kafkajs asks for a missing topic again and again, and its
 * final error names neither the topic nor the reason.
 *
 * @throws  when a topic does not exist or is not visible to this client
 */
export const checkTopics = async (
  client: Kafka,
  topics: readonly string[],
  { brokers, prefix }: KafkaOptions,
): Promise<void> => {
  const admin = client.admin();
  await admin.connect().catch((cause: unknown) => {
    throw new Error(
      `None of the brokers (${brokers.join(', ')}) lets this service in: ${messageOf(cause)}. Check their addresses, and ` +
        '`ssl` and `sasl`.',
      { cause },
    );
  });
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
