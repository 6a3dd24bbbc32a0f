import type { Admin, EachBatchPayload, Kafka } from 'kafkajs';
import { UnreadableRecord } from '@jwg/published-language';
import { messageOf, Stopped } from '../errors.js';
import type { Reader } from '../subscription.js';
import { isKafkaError } from './kafka-error.js';
import { patient } from './patient.js';
import { committing } from './place.js';
import { eventOf } from './records.js';

const HEARTBEAT_MS = 1_000;

/**
 * Passes on the dead letters of a group, in the order in which they were put aside, up to the present end. The group
 * `<group>.redrive` keeps the place: a letter is done when its handler has finished.
 *
 * @returns how many letters were done; one that is no event, which is told of and passed over, does not count
 */
export const readPutAside = async (
  client: Kafka,
  { topic, group }: { topic: string; group: string },
  reader: Reader,
  signal: AbortSignal,
): Promise<number> => {
  const groupId = `${group}.redrive`;
  const ends = await endsToReach(client.admin(), topic, groupId);
  if (ends.size === 0) return 0;
  let handled = 0;
  let ended = false;
  const end = Promise.withResolvers<void>();
  const finish = (error?: unknown) => {
    ended = true;
    if (error === undefined || error instanceof Stopped) end.resolve();
    else end.reject(error);
  };
  const consumer = client.consumer({ groupId, maxWaitTimeInMs: 500, retry: { restartOnFailure: async () => false } });

  const eachBatch = async (payload: EachBatchPayload) => {
    const { batch, resolveOffset, heartbeat, isRunning } = payload;
    const place = committing(payload);
    try {
      for (const message of batch.messages) {
        if (ended || !isRunning()) return;
        const beating = setInterval(() => void heartbeat().catch(() => {}), HEARTBEAT_MS);
        try {
          if (await handleLetter(reader, message)) handled += 1;
        } finally {
          clearInterval(beating);
        }
        const next = place.reached(message.offset, undefined);
        resolveOffset(message.offset);
        await place.commit();
        if (next >= (ends.get(batch.partition) ?? 0n)) ends.delete(batch.partition);
        if (ends.size === 0) return finish();
      }
    } catch (error) {
      if (isKafkaError(error)) throw error;
      finish(error);
    }
  };

  consumer.on(consumer.events.CRASH, ({ payload }) => finish(payload.error));
  consumer.on(consumer.events.GROUP_JOIN, ({ payload: { memberAssignment } }) => {
    if (!memberAssignment[topic]?.length) finish(new Error(`The letters of ${group} are being redriven already`));
  });
  const stop = () => finish();
  signal.addEventListener('abort', stop, { once: true });
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch });
    await end.promise;
  } finally {
    signal.removeEventListener('abort', stop);
    await consumer.disconnect();
  }
  return handled;
};

const handleLetter = async (reader: Reader, message: EachBatchPayload['batch']['messages'][number]) => {
  try {
    await reader.event(eventOf(message));
    return true;
  } catch (error) {
    if (!(error instanceof UnreadableRecord)) throw error;
    const [from, partition, offset] = ['topic', 'partition', 'offset'].map((it) => message.headers?.[`dlq_${it}`]);
    const where = `${String(from)}, partition ${String(partition)}, offset ${String(offset)}`;
    reader.aside(new UnreadableRecord(`No event, passed over: ${messageOf(error)} (${where})`));
    return false;
  }
};

/** The end of each partition in which the group has letters to read. None where no letter was ever put aside. */
const endsToReach = async (admin: Admin, topic: string, groupId: string): Promise<Map<number, bigint>> => {
  await admin.connect();
  try {
    if (!(await admin.listTopics()).includes(topic)) return new Map();
    const [committed] = await patient(() => admin.fetchOffsets({ groupId, topics: [topic] }));
    const done = new Map(committed?.partitions.map(({ partition, offset }) => [partition, BigInt(offset)]));
    const offsets = await patient(() => admin.fetchTopicOffsets(topic));
    const waiting = offsets.filter(({ partition, low, high }) => {
      const from = done.get(partition) ?? -1n;
      return BigInt(high) > (from > BigInt(low) ? from : BigInt(low));
    });
    return new Map(waiting.map(({ partition, high }) => [partition, BigInt(high)]));
  } finally {
    await admin.disconnect();
  }
};
