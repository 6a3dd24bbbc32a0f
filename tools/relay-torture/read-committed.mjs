import { randomUUID } from 'node:crypto';
import { Kafka, logLevel, Partitioners } from 'kafkajs';

/** The others are the same for many records, and fill the memory. */
const kept = /^(ce_(id|type|sequence|previous|delivery))$/;

/** Promises: read-committed.d.mts. */
export const readCommitted = async (brokers, topic, { uncommitted = false } = {}) => {
  const kafka = new Kafka({ brokers, logLevel: logLevel.NOTHING });
  const [admin, producer] = [kafka.admin(), kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner })];
  const groupId = `${topic}.reader-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 50, readUncommitted: uncommitted });
  await Promise.all([admin.connect(), producer.connect(), consumer.connect()]);
  try {
    const partitions = (await admin.fetchTopicMetadata({ topics: [topic] })).topics[0].partitions;
    const end = `end ${randomUUID()}`;
    const messages = partitions.map(({ partitionId: partition }) => ({ partition, key: end, value: '' }));
    await producer.send({ topic, messages });
    await consumer.subscribe({ topic, fromBeginning: true });
    const found = [];
    let open = partitions.length;
    await new Promise((resolve, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      consumer
        .run({
          autoCommit: false,
          eachMessage: async ({ partition, message: { key, value, headers } }) => {
            if (key?.toString() === end && (open -= 1) === 0) resolve();
            if (key?.toString().startsWith('end ')) return;
            found.push({
              partition,
              key: String(key),
              value: value && value.toString(),
              headers: Object.fromEntries(
                Object.entries(headers ?? {}).flatMap(([name, it]) => (kept.test(name) ? [[name, String(it)]] : [])),
              ),
            });
          },
        })
        .catch(reject);
    });
    return found;
  } finally {
    await consumer.disconnect();
    await admin.deleteGroups([groupId]).catch(() => {});
    await Promise.all([admin.disconnect(), producer.disconnect()]);
  }
};
