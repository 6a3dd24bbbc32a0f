import { setTimeout as sleep } from 'node:timers/promises';
import { Partitioners, type Producer, type TopicMessages, type Transaction } from 'kafkajs';
import type { Publisher, TopicRecord } from '../topics.js';
import { isConcurrentTransactions, withinDeadline } from './failures.js';

/**
 * The most bytes that go to one partition at a time, half of what brokers take by default: kafkajs makes one batch of
 * all, and a batch that is too large is refused whole.
 */
export const MAX_BATCH_BYTES = 512 * 1024;

export interface OpenProducer {
  readonly producer: Producer;
  /** The topics that anything was ever written to. */
  readonly written: ReadonlySet<string>;
  /** How many partitions each topic has. */
  readonly partitions: ReadonlyMap<string, number>;
  /** A place as a record of the checkpoint topic. */
  checkpoint(place: object): TopicRecord;
  /** What was begun while it was opened, and ends by itself. */
  readonly tidied: Promise<void>;
}

export const kafkaPublisher = <Place extends object>(
  { producer, written, partitions, checkpoint, tidied }: OpenProducer,
  place: Place | undefined,
): Publisher<Place> => {
  const partitionsOf = (topic: string): number => {
    const count = partitions.get(topic);
    if (count === undefined) throw new Error(`${topic} is not one of this publisher's topics`);
    return count;
  };
  return {
    place,
    wasWritten: (topic) => written.has(topic),
    partitions: partitionsOf,
    partitionOf: partitioning(partitionsOf),
    publish: (records, next) => withinDeadline('A publication', inOneTransaction(producer, checkpoint(next), records)),
    close: () => leave(producer, tidied),
  };
};

/** What kafkajs's own partitioner answers, remembered: it hashes a key with objects for numbers, a tenth of a record's cost. */
const partitioning = (partitionsOf: (topic: string) => number): Publisher<object>['partitionOf'] => {
  const ask = Partitioners.DefaultPartitioner();
  const known = new Map<string, number>();
  return (topic, key) => {
    const place = `${topic}/${key}`;
    const remembered = known.get(place);
    if (remembered !== undefined) return remembered;
    const partitionMetadata = Array.from({ length: partitionsOf(topic) }, (_, partitionId) => ({
      partitionId,
      partitionErrorCode: 0,
      leader: 0,
      replicas: [],
      isr: [],
    }));
    const partition = ask({ topic, message: { key, value: null }, partitionMetadata });
    if (known.size === REMEMBERED) known.clear();
    known.set(place, partition);
    return partition;
  };
};

const REMEMBERED = 50_000;

/** Waits for a moment only: a broker that hangs would hold up whoever wants to go on with another producer. */
export const leave = async (producer: Producer, ...more: Promise<void>[]): Promise<void> => {
  await Promise.race([Promise.allSettled([producer.disconnect(), ...more]), sleep(1_000, undefined, { ref: false })]);
};

/**
 * `first` alone begins the transaction, since the broker may refuse to begin it while it finishes the one before; from
 * then on nothing is tried twice. (kafkajs's own retry of a batch for several brokers may send one part of it again,
 * or leave one out, after it has heard from the others: hence `retries: 0`.)
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

/** The answer says that nothing was begun, so asking again is safe; the deadline round it ends it. */
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

/** The records in order, cut wherever one partition would get too much at once. */
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
