import { randomUUID } from 'node:crypto';
import { Kafka, logLevel, Partitioners } from 'kafkajs';

export interface CommittedRecord {
  readonly partition: number;
  readonly key: string;
  readonly value: string | null;
  /** `ce_id`, `ce_type`, `ce_sequence`, `ce_previous` and `ce_delivery`; the others would fill the memory. */
  readonly headers: Record<string, string>;
}

/** The headers to keep. The others are the same for many records, and would fill the memory. */
const kept = /^(ce_(id|type|sequence|previous|delivery))$/;

/**
 * All committed records of a topic, each partition in its order, by a plain consumer that shares no code with the
 * relay. Aborted records have offsets too, so the reader writes a record of its own into each partition to mark the
 * end. It leaves such records out, so a topic can be read again.
 *
 * @param how  `uncommitted`: includes the records of aborted and of open transactions
 */
export const readCommitted = async (
  brokers: string[],
  topic: string,
  { uncommitted = false }: { readonly uncommitted?: boolean } = {},
): Promise<CommittedRecord[]> => {
  const kafka = new Kafka({ brokers, logLevel: logLevel.NOTHING });
  const [admin, producer] = [kafka.admin(), kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner })];
  const groupId = `${topic}.reader-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 50, readUncommitted: uncommitted });
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
