import { randomUUID } from 'node:crypto';
import { Kafka, logLevel, Partitioners } from 'kafkajs';

export interface CommittedRecord {
  readonly partition: number;
  readonly key: string;
  readonly value: string | null;
  readonly headers: Record<string, string>;
}

/**
 * All that is committed in a topic, each partition in its order, by a plain consumer that shares no code with what is
 * tested. Where it ends a last record of its own tells, one in each partition, since what is aborted has offsets too; so
 * a topic can be read again, and those records are left out.
 */
export const readCommitted = async (brokers: string[], topic: string): Promise<CommittedRecord[]> => {
  const kafka = new Kafka({ brokers, logLevel: logLevel.NOTHING });
  const [admin, producer] = [kafka.admin(), kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner })];
  const groupId = `${topic}.reader-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 50 });
  await Promise.all([admin.connect(), producer.connect(), consumer.connect()]);
  try {
    const partitions = (await admin.fetchTopicMetadata({ topics: [topic] })).topics[0]!.partitions;
    const end = `end ${randomUUID()}`;
    const messages = partitions.map(({ partitionId: partition }) => ({ partition, key: end, value: '' }));
    await producer.send({ topic, messages });
    await consumer.subscribe({ topic, fromBeginning: true });
    const found: CommittedRecord[] = [];
    let open = partitions.length;
    await new Promise<void>((resolve, reject) => {
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
              headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, it]) => [name, String(it)])),
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
