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

/** After so many milliseconds without an answer from a publisher the broker undoes its transaction. */
export const TRANSACTION_TIMEOUT_MS = 60_000;

export interface KafkaTopicsOptions extends TopicPolicy {
  readonly required: readonly RequiredTopic[];
  /** The one of them that keeps the places; it has one partition. */
  readonly checkpoints: string;
  /** Under which key it keeps this place; whoever shares it is one publisher at a time. */
  readonly key: string;
}

/** A record of the checkpoint topic; without a place it only shuts others out. */
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
  const self = randomUUID(); // what all fences of this process begin with
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

  /** The last place before one's own fence: nobody older can write after it. */
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

  /** Nobody is shut out by a look. What one left undecided oneself ends the look early, and then nobody came since. */
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
      const written = await withAdmin(kafka, (admin) => writtenOf(admin, required)); // now that older markers are in
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

/** Of its own, so that compaction never lets it stand in for a place. */
const fenceKey = (key: string): string => `${key}/fence`;

const checkpointIn = <Place>(record: ReadRecord, key: string): Checkpoint<Place> | undefined =>
  record.key === key || record.key === fenceKey(key) ? checkpointOf<Place>(record) : undefined;

/**
 * What is no checkpoint is none of ours, and is passed over: an operator cannot take a single record off the topic, so
 * it would shut every relay out. Should compaction let it replace a place, the place is missing, which is noticed.
 */
const checkpointOf = <Place>({ value }: ReadRecord): Checkpoint<Place> | undefined => {
  try {
    const read = JSON.parse(value) as Partial<Checkpoint<Place>> | null;
    return typeof read?.fence === 'string' ? (read as Checkpoint<Place>) : undefined;
  } catch {
    return undefined;
  }
};

/** What stands under each key of a checkpoint topic, places only, for whoever only looks; nothing where there is no such topic. */
export const checkpointsInKafka = async <Place>(
  connection: KafkaConnection,
  topic: string,
): Promise<ReadonlyMap<string, Required<Checkpoint<Place>>>> => {
  const found = new Map<string, Required<Checkpoint<Place>>>();
  const visit = (record: ReadRecord) => {
    const { place, ...rest } = checkpointOf<Place>(record) ?? {};
    if (place) found.set(record.key, { place, ...(rest as Checkpoint<Place>) });
    return false;
  };
  const kafka = kafkaClient(connection);
  const exists = await withAdmin(kafka, async (admin) => (await admin.listTopics()).includes(topic));
  if (exists)
    await withinDeadline(
      'Looking for places',
      (async () => (await readUntil(kafka, topic, visit, { orToEnd: true })).tidied)(),
    );
  return found;
};

/**
 * Compares without making or changing anything.
 *
 * @throws TopicsDiffer   a sentence for each topic that is not as it must be, or that is missing and not to be made by the relay
 * @throws PublishFailed  the brokers cannot be reached, speak another protocol, or do not let this client in
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
 * kafkajs tells the end of what is committed. A transaction that is open for longer than this waits is therefore taken
 * for silence: its relay is shut out, the transaction undone, and its part published by the other one. Right, if not needed.
 */
const untilSilent = async (admin: Admin, topic: string, { ms, signal, heard }: Listening): Promise<void> => {
  let end: string | undefined;
  for (let since = performance.now(); ;) {
    signal.throwIfAborted();
    const asked = performance.now(); // an answer that comes late tells nothing about the time since
    const [partition] = await withinDeadline('Asking for signs of life', admin.fetchTopicOffsets(topic));
    heard?.();
    if (partition?.high !== end) [end, since] = [partition?.high, asked];
    if (asked - since >= ms) return;
    await sleep(Math.min(ms / 5, 1_000), undefined, { signal });
  }
};

type Admin = ReturnType<Kafka['admin']>;

/** Offsets never begin anew while a topic lives, whatever expires or is compacted. */
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
