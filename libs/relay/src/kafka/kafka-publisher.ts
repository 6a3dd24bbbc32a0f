import { setTimeout as sleep } from 'node:timers/promises';
import { Partitioners, type Producer, type TopicMessages, type Transaction } from 'kafkajs';
import type { Publisher, TopicRecord } from '../topics.js';
import { isConcurrentTransactions, naming, withinDeadline } from './failures.js';

/**
 * The most bytes sent to one partition at a time: half of the brokers' default limit. kafkajs puts all records for a
 * partition into one batch, and the broker refuses a batch that is too large as a whole.
 */
export const MAX_BATCH_BYTES = 512 * 1024;

export interface OpenProducer {
  readonly producer: Producer;
  /** For people. */
  readonly brokers: readonly string[];
  /** The topics that have ever been written to. */
  readonly written: ReadonlySet<string>;
  /** The number of partitions of each topic. */
  readonly partitions: ReadonlyMap<string, number>;
  /** Makes the checkpoint topic's record of a checkpoint. */
  recordOf(checkpoint: object): TopicRecord;
  /** Resolves when the clean-up that opening started has ended. */
  readonly tidied: Promise<void>;
}

export const kafkaPublisher = <Checkpoint extends object>(
  { producer, brokers, written, partitions, recordOf, tidied }: OpenProducer,
  checkpoint: Checkpoint | undefined,
): Publisher<Checkpoint> => {
  const partitionsOf = (topic: string): number => {
    const count = partitions.get(topic);
    if (count === undefined) throw new Error(`${topic} is not one of this publisher's topics`);
    return count;
  };
  return {
    checkpoint,
    wasWritten: (topic) => written.has(topic),
    partitions: partitionsOf,
    partitionOf: partitioning(partitionsOf),
    publish: (records, next) =>
      naming(brokers, withinDeadline('A publication', inOneTransaction(producer, recordOf(next), records))),
    close: () => leave(producer, tidied),
  };
};

/** Caches the answers of kafkajs's partitioner, because hashing a key takes a tenth of the time that a record costs. */
const partitioning = (partitionsOf: (topic: string) => number): Publisher<object>['partitionOf'] => {
  const ask = Partitioners.DefaultPartitioner();
  const cache = new Map<string, number>();
  return (topic, key) => {
    const address = `${topic}/${key}`;
    const cached = cache.get(address);
    if (cached !== undefined) return cached;
    const partitionMetadata = Array.from({ length: partitionsOf(topic) }, (_, partitionId) => ({
      partitionId,
      partitionErrorCode: 0,
      leader: 0,
      replicas: [],
      isr: [],
    }));
    const partition = ask({ topic, message: { key, value: null }, partitionMetadata });
    if (cache.size === REMEMBERED) cache.clear();
    cache.set(address, partition);
    return partition;
  };
};

const REMEMBERED = 50_000;

/** Waits for a moment only, because a broker that hangs would delay the next producer. */
export const leave = async (producer: Producer, ...more: Promise<void>[]): Promise<void> => {
  await Promise.race([Promise.allSettled([producer.disconnect(), ...more]), sleep(1_000, undefined, { ref: false })]);
};

/**
 * Sends `first` alone to begin the transaction, because the broker may refuse to begin it while it completes the
 * previous one. Nothing after `first` is retried: when kafkajs retries a batch for several brokers, it may send one
 * part twice or leave one out, once it has the answers of the other brokers. Hence `retries: 0`.
 */
export const inOneTransaction = async (
  producer: Producer,
  first: TopicRecord,
  records: readonly TopicRecord[],
): Promise<void> => {
  const transaction = await begun(producer);
  await send(transaction, first);
  for (const part of parts(records)) await transaction.sendBatch({ topicMessages: part, acks: -1 });
  await transaction.commit();
};

const begun = (producer: Producer): Promise<Transaction> => whileConcurrent(() => producer.transaction());

const send = (transaction: Transaction, record: TopicRecord) =>
  whileConcurrent(() => transaction.sendBatch({ topicMessages: asMessages([record]), acks: -1 }));

/**
 * Retries while the broker answers that nothing was begun, so a retry is safe. The caller's deadline ends the retries.
 */
const whileConcurrent = async <T>(ask: () => Promise<T>): Promise<T> => {
  const until = Date.now() + 20_000;
  for (let pause = 2; ; pause = Math.min(pause * 1.5, 100)) {
    try {
      return await ask();
    } catch (error) {
      if (!isConcurrentTransactions(error) || Date.now() > until) throw error;
    }
    await sleep(pause);
  }
};

/** The records in order, split where one partition would receive too many bytes at once. */
function* parts(records: readonly TopicRecord[]): Generator<TopicMessages[]> {
  let part: TopicRecord[] = [];
  let bytes = new Map<string, number>();
  for (const record of records) {
    const where = `${record.topic}/${record.partition}`;
    const size = (bytes.get(where) ?? 0) + sizeOf(record);
    if (size > MAX_BATCH_BYTES && bytes.has(where)) {
      yield asMessages(part);
      part = [];
      bytes = new Map([[where, sizeOf(record)]]);
    } else bytes.set(where, size);
    part.push(record);
  }
  if (part.length > 0) yield asMessages(part);
}

const sizeOf = ({ key, value, headers }: TopicRecord): number => {
  let size = 64 + Buffer.byteLength(key) + Buffer.byteLength(value ?? '');
  for (const name in headers) size += name.length + Buffer.byteLength(headers[name]!) + 4;
  return size;
};

const asMessages = (records: readonly TopicRecord[]): TopicMessages[] =>
  [...Map.groupBy(records, ({ topic }) => topic)].map(([topic, its]) => ({
    topic,
    messages: its.map(({ key, value, partition, headers }) => ({ key, value, partition, headers: { ...headers } })),
  }));
