import { randomUUID } from 'node:crypto';
import type { Admin, Kafka, KafkaMessage } from 'kafkajs';
import { fromHeaders, UnreadableRecord, type StatusRecord } from '@jwg/published-language';
import { messageOf, Stopped } from '../errors.js';
import { patient } from './patient.js';

const STALLED_MS = 60_000;

/**
 * Reads the last record under each key, up to the topic's current end; one without a value removes what was under its
 * key. The read uses a group of its own, which is deleted afterwards.
 *
 * @throws UnreadableRecord  a last record is not a status; the error says where it is
 */
export const readStatuses = async (
  client: Kafka,
  admin: Admin,
  { topic, group }: { topic: string; group: string },
  signal: AbortSignal,
): Promise<StatusRecord[]> => {
  const records = new Map<string, Place & { message: KafkaMessage }>();
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
        for (const message of batch.messages) {
          const key = String(message.key);
          if (message.value === null) records.delete(key);
          else records.set(key, { topic, partition: batch.partition, message });
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
  return [...records.values()].map(statusIn);
};

interface Place {
  readonly topic: string;
  readonly partition: number;
}

const statusIn = ({ topic, partition, message }: Place & { message: KafkaMessage }): StatusRecord => {
  try {
    return fromHeaders<StatusRecord>(message.headers ?? {}, message.value);
  } catch (error) {
    throw new UnreadableRecord(
      `A record is not a status, at ${topic}, partition ${partition}, offset ${message.offset}: ${messageOf(error)}. ` +
        'A record with the same key and no value removes it.',
    );
  }
};
