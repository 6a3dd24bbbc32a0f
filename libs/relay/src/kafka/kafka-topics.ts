import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Partitioners, type ISocketFactory, type Kafka } from 'kafkajs';
import { Fenced, type Opening, type TopicRecord, type Topics } from '../topics.js';
import { kafkaClient, type KafkaConnection } from './client.js';
import { failure, withinDeadline } from './failures.js';
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

/** A record of the checkpoint topic. A record without a place is a fence: it only shuts older publishers out. */
export interface Checkpoint<Place> {
  readonly place?: Place;
  readonly fence: string;
  readonly owner: string;
  readonly at: string;
}

export const kafkaTopics = <Place extends object>(
  connection: KafkaConnection,
  { required, checkpoints, key, ...policy }: KafkaTopicsOptions,
  socketFactory?: ISocketFactory,
): Topics<Place> => {
  const kafka = kafkaClient(connection, socketFactory);
  const self = randomUUID(); // the common prefix of all fences of this process
  let hasFenced = false;
  const checkpoint = (fence: string, place?: object): TopicRecord => ({
    topic: checkpoints,
    partition: 0,
    key: place ? key : fenceKey(key),
    headers: { 'content-type': 'application/json' },
    value: JSON.stringify({
      place,
      fence,
      owner: `${hostname()}/${process.pid}`,
      at: new Date().toISOString(),
    } satisfies Checkpoint<object>),
  });

  /** Reads the last checkpoint before our own fence. No older publisher can write after that fence. */
  const lastPlace = async (fence: string) => {
    let place: Place | undefined;
    const { tidied } = await readUntil(kafka, checkpoints, (record) => {
      const read = checkpointIn<Place>(record, key);
      place = read?.place ?? place;
      return read?.fence === fence && !read.place;
    });
    return { place, tidied };
  };

  const partitions = new Map(required.map(({ name, partitions }) => [name, partitions]));

  /**
   * Reads without fencing anybody. If our own unfinished transaction blocks the read, it stops there: no other
   * publisher can have written since.
   */
  const look = async () => {
    let place: Place | undefined;
    let fence: string | undefined;
    await readUntil(
      kafka,
      checkpoints,
      (record) => {
        const read = checkpointIn<Place>(record, key);
        place = read?.place ?? place;
        fence = read?.fence ?? fence;
        return false;
      },
      { orToEnd: true },
    );
    return { place, fence };
  };

  const refuseWhenOvertaken = async () => {
    const { fence } = await look();
    if (fence !== undefined && !fence.startsWith(self)) throw new Fenced('A younger relay has come meanwhile');
  };

  const open = async ({ unlessOvertaken, lookFirst }: Opening<Place>) => {
    await checkProtocol(connection);
    await withAdmin(kafka, (admin) => requireTopics(admin, required, policy));
    if (unlessOvertaken && hasFenced) await refuseWhenOvertaken();
    if (lookFirst && !hasFenced) {
      const isNew = await withAdmin(kafka, async (admin) => !(await wasWritten(admin, checkpoints)));
      const { place } = isNew ? {} : await look();
      if (place) await lookFirst(place, (topic) => partitions.get(topic)!);
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
      await inOneTransaction(producer, checkpoint(fence), []);
      hasFenced = true;
      const { place, tidied } = await lastPlace(fence);
      // after the markers of older transactions
      const written = await withAdmin(kafka, (admin) => writtenOf(admin, required));
      const open = { producer, written, partitions, tidied, checkpoint: (next: object) => checkpoint(fence, next) };
      return kafkaPublisher(open, place);
    } catch (error) {
      await leave(producer);
      throw error;
    }
  };

  return {
    open: (how = {}) => withinDeadline('Opening a publisher', open(how)),
    async silence(ms, signal, heard) {
      try {
        await withAdmin(kafka, (admin) => untilSilent(admin, checkpoints, { ms, signal, heard }));
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      }
    },
  };
};

/** Fences have a key of their own, so that compaction never replaces a checkpoint by a fence. */
const fenceKey = (key: string): string => `${key}/fence`;

const checkpointIn = <Place>(record: ReadRecord, key: string): Checkpoint<Place> | undefined =>
  record.key === key || record.key === fenceKey(key) ? checkpointOf<Place>(record) : undefined;

/**
 * Skips records that are not checkpoints. They come from somebody else, and an operator cannot remove a single record
 * from the topic, so a foreign record would otherwise stop every relay. If compaction replaces a checkpoint by such a
 * record, the checkpoint is missing, and the relay notices that.
 */
const checkpointOf = <Place>({ value }: ReadRecord): Checkpoint<Place> | undefined => {
  try {
    const read = JSON.parse(value) as Partial<Checkpoint<Place>> | null;
    return typeof read?.fence === 'string' ? (read as Checkpoint<Place>) : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Reads the last checkpoint of each key without fencing anybody. Returns an empty map when the topic does not exist.
 */
export const checkpointsInKafka = async <Place>(
  connection: KafkaConnection,
  topic: string,
): Promise<ReadonlyMap<string, Required<Checkpoint<Place>>>> => {
  const checkpoints = new Map<string, Required<Checkpoint<Place>>>();
  const visit = (record: ReadRecord) => {
    const { place, ...rest } = checkpointOf<Place>(record) ?? {};
    if (place) checkpoints.set(record.key, { place, ...(rest as Checkpoint<Place>) });
    return false;
  };
  const kafka = kafkaClient(connection);
  const exists = await withAdmin(kafka, async (admin) => (await admin.listTopics()).includes(topic));
  if (exists)
    await withinDeadline(
      'Looking for places',
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
  withinDeadline(
    'Comparing topics',
    checkProtocol(connection).then(() =>
      withAdmin(kafkaClient(connection), (admin) => missingTopics(admin, required, policy)),
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
