import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Partitioners, type ISocketFactory, type Kafka } from 'kafkajs';
import { Fenced, type Opening, type TopicRecord, type Topics } from '../topics.js';
import { kafkaClient, type KafkaConnection } from './client.js';
import { failure, naming, withinDeadline } from './failures.js';
import { inOneTransaction, kafkaPublisher, leave } from './kafka-publisher.js';
import { checkProtocol } from './protocol.js';
import { readUntil, type ReadRecord } from './read-until.js';
import { missingTopics, requireTopics, type RequiredTopic, type TopicPolicy } from './required-topics.js';

/** The broker aborts a publisher's transaction after this many milliseconds without a request from the publisher. */
export const TRANSACTION_TIMEOUT_MS = 60_000;

export interface KafkaTopicsOptions extends TopicPolicy {
  readonly required: readonly RequiredTopic[];
  /** The topic of checkpoints, one of those above; it has one partition. */
  readonly checkpoints: string;
  /** The key of the checkpoint. Of all publishers that share the key, one is active at a time. */
  readonly key: string;
}

/**
 * A record of the checkpoint topic, as it is stored: `place` is the checkpoint. A record without one is a fence: it only
 * shuts older publishers out.
 */
export interface CheckpointRecord<Checkpoint> {
  readonly place?: Checkpoint;
  readonly fence: string;
  readonly owner: string;
  readonly at: string;
}

export const kafkaTopics = <Checkpoint extends object>(
  connection: KafkaConnection,
  { required, checkpoints, key, ...policy }: KafkaTopicsOptions,
  socketFactory?: ISocketFactory,
): Topics<Checkpoint> => {
  const kafka = kafkaClient(connection, socketFactory);
  const { brokers } = connection;
  const self = randomUUID(); // the common prefix of all fences of this process
  let hasFenced = false;
  const recordOf = (fence: string, checkpoint?: object): TopicRecord => ({
    topic: checkpoints,
    partition: 0,
    key: checkpoint ? key : fenceKey(key),
    headers: { 'content-type': 'application/json' },
    value: JSON.stringify({
      place: checkpoint,
      fence,
      owner: `${hostname()}/${process.pid}`,
      at: new Date().toISOString(),
    } satisfies CheckpointRecord<object>),
  });

  /** Reads the last checkpoint before our own fence. No older publisher can write after that fence. */
  const lastCheckpoint = async (fence: string) => {
    let last: Checkpoint | undefined;
    const { tidied } = await readUntil(kafka, checkpoints, (record) => {
      const read = checkpointIn<Checkpoint>(record, key);
      last = read?.place ?? last;
      return read?.fence === fence && !read.place;
    });
    return { last, tidied };
  };

  const partitions = new Map(required.map(({ name, partitions }) => [name, partitions]));

  /**
   * Reads without fencing anybody. If our own unfinished transaction blocks the read, it stops there: no other
   * publisher can have written since.
   */
  const look = async () => {
    let last: Checkpoint | undefined;
    let fence: string | undefined;
    await readUntil(
      kafka,
      checkpoints,
      (record) => {
        const read = checkpointIn<Checkpoint>(record, key);
        last = read?.place ?? last;
        fence = read?.fence ?? fence;
        return false;
      },
      { orToEnd: true },
    );
    return { last, fence };
  };

  const refuseWhenOvertaken = async () => {
    const { fence } = await look();
    if (fence !== undefined && !fence.startsWith(self)) throw new Fenced('A younger relay has come meanwhile');
  };

  const open = async ({ unlessOvertaken, lookFirst }: Opening<Checkpoint>) => {
    await checkProtocol(connection);
    await withAdmin(kafka, (admin) => requireTopics(admin, required, policy));
    if (unlessOvertaken && hasFenced) await refuseWhenOvertaken();
    if (lookFirst && !hasFenced) {
      const isNew = await withAdmin(kafka, async (admin) => !(await wasWritten(admin, checkpoints)));
      const { last } = isNew ? {} : await look();
      if (last) await lookFirst(last, (topic) => partitions.get(topic)!);
    }
    const producer = kafka.producer({
      transactionalId: `${checkpoints}/${key}`,
      transactionTimeout: TRANSACTION_TIMEOUT_MS,
      maxInFlightRequests: 1,
      retry: { retries: 0 },
      createPartitioner: Partitioners.DefaultPartitioner,
      allowAutoTopicCreation: false,
    });
    try {
      await producer.connect();
      const fence = `${self}/${randomUUID()}`;
      await inOneTransaction(producer, recordOf(fence), []);
      hasFenced = true;
      const { last, tidied } = await lastCheckpoint(fence);
      // after the markers of older transactions
      const written = await withAdmin(kafka, (admin) => writtenOf(admin, required));
      const open = {
        producer,
        brokers,
        written,
        partitions,
        tidied,
        recordOf: (next: object) => recordOf(fence, next),
      };
      return kafkaPublisher(open, last);
    } catch (error) {
      await leave(producer);
      throw error;
    }
  };

  return {
    open: (how = {}) => naming(brokers, withinDeadline('Opening a publisher', open(how))),
    async silence(ms, signal, heard) {
      try {
        await naming(
          brokers,
          withAdmin(kafka, (admin) => untilSilent(admin, checkpoints, { ms, signal, heard })),
        );
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      }
    },
  };
};

/** Fences have a key of their own, so that compaction never replaces a checkpoint by a fence. */
const fenceKey = (key: string): string => `${key}/fence`;

const checkpointIn = <Checkpoint>(record: ReadRecord, key: string): CheckpointRecord<Checkpoint> | undefined =>
  record.key === key || record.key === fenceKey(key) ? checkpointOf<Checkpoint>(record) : undefined;

/**
 * Skips records that are not checkpoints. They come from somebody else, and an operator cannot remove a single record
 * from the topic, so a foreign record would otherwise stop every relay. If compaction replaces a checkpoint by such a
 * record, the checkpoint is missing, and the relay notices that.
 */
const checkpointOf = <Checkpoint>({ value }: ReadRecord): CheckpointRecord<Checkpoint> | undefined => {
  try {
    const read = JSON.parse(value) as Partial<CheckpointRecord<Checkpoint>> | null;
    return typeof read?.fence === 'string' ? (read as CheckpointRecord<Checkpoint>) : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Reads the last checkpoint of each key without fencing anybody. Returns an empty map when the topic does not exist.
 */
export const checkpointsInKafka = <Checkpoint>(connection: KafkaConnection, topic: string) =>
  naming(connection.brokers, readCheckpoints<Checkpoint>(connection, topic));

const readCheckpoints = async <Checkpoint>(
  connection: KafkaConnection,
  topic: string,
): Promise<ReadonlyMap<string, Required<CheckpointRecord<Checkpoint>>>> => {
  const checkpoints = new Map<string, Required<CheckpointRecord<Checkpoint>>>();
  const visit = (record: ReadRecord) => {
    const { place, ...rest } = checkpointOf<Checkpoint>(record) ?? {};
    if (place) checkpoints.set(record.key, { place, ...(rest as CheckpointRecord<Checkpoint>) });
    return false;
  };
  const kafka = kafkaClient(connection);
  const exists = await withAdmin(kafka, async (admin) => (await admin.listTopics()).includes(topic));
  if (exists)
    await withinDeadline(
      'Looking for checkpoints',
      (async () => (await readUntil(kafka, topic, visit, { orToEnd: true })).tidied)(),
    );
  return checkpoints;
};

/**
 * Compares the topics with the requirements. Creates and changes nothing.
 *
 * @throws TopicsDiffer   one sentence for each topic that differs, and for each missing topic that the relay may not
 *                        create
 * @throws PublishFailed  the brokers cannot be reached, speak another protocol, or refuse this client
 */
export const compareTopics = (
  connection: KafkaConnection,
  required: readonly RequiredTopic[],
  policy: TopicPolicy,
): Promise<string[]> =>
  naming(
    connection.brokers,
    withinDeadline(
      'Comparing topics',
      checkProtocol(connection).then(() =>
        withAdmin(kafkaClient(connection), (admin) => missingTopics(admin, required, policy)),
      ),
    ),
  );

interface Listening {
  readonly ms: number;
  readonly signal: AbortSignal;
  readonly heard?: () => void;
}

/**
 * kafkajs reports the end of the committed records only. A transaction that stays open longer than `ms` therefore looks
 * like silence: this relay fences the other one, the broker aborts the transaction, and this relay publishes the batch
 * instead. The result is correct, even when the takeover was unnecessary.
 */
const untilSilent = async (admin: Admin, topic: string, { ms, signal, heard }: Listening): Promise<void> => {
  let end: string | undefined;
  for (let since = performance.now(); ;) {
    signal.throwIfAborted();
    const asked = performance.now(); // a late answer says nothing about the time since the request
    const [partition] = await withinDeadline('Asking for signs of life', admin.fetchTopicOffsets(topic));
    heard?.();
    if (partition?.high !== end) [end, since] = [partition?.high, asked];
    if (asked - since >= ms) return;
    await sleep(Math.min(ms / 5, 1_000), undefined, { signal });
  }
};

type Admin = ReturnType<Kafka['admin']>;

/** Offsets never restart while a topic exists, even when its records expire or are compacted. */
const wasWritten = async (admin: Admin, topic: string): Promise<boolean> =>
  (await admin.fetchTopicOffsets(topic)).some(({ high }) => high !== '0');

const writtenOf = async (admin: Admin, topics: readonly RequiredTopic[]): Promise<ReadonlySet<string>> => {
  const names = topics.map(({ name }) => name);
  const were = await Promise.all(names.map((name) => wasWritten(admin, name)));
  return new Set(names.filter((_, at) => were[at]));
};

const withAdmin = async <T>(kafka: Kafka, ask: (admin: Admin) => Promise<T>): Promise<T> => {
  const admin = kafka.admin();
  try {
    await admin.connect();
    return await ask(admin);
  } catch (error) {
    throw failure(error);
  } finally {
    await Promise.race([admin.disconnect().catch(() => {}), sleep(1_000, undefined, { ref: false })]);
  }
};
