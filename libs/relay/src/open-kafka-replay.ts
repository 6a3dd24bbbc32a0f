import type { KafkaOptions, PublishedLedger } from './open-kafka-relay.js';
import { replay, ReplayRefused, statusOf, type Replay, type ReplayCheckpoint, type ReplayStatus } from './replay.js';
import { topicNames } from './topic-names.js';

export interface KafkaReplayOptions
  extends KafkaOptions, PublishedLedger, Pick<Replay, 'from' | 'to' | 'progress' | 'signal'> {
  /** Lower-case letters, digits and hyphens; its topic is `<prefix>.replay.<name>`. */
  readonly name: string;
}

/**
 * Replays a part of the ledger into a Kafka topic of its own, with as many partitions as the topic of live events. See
 * `replay` for the guarantees.
 */
export const replayIntoKafka = async (
  options: KafkaReplayOptions,
): Promise<ReplayStatus & { alreadyFinished: boolean }> => {
  const { checkpointsTopic, eventsTopic, kafkaTopics } = await import('./kafka/index.js');
  const { topic, checkpoints } = topicsOf(options);
  const topics = kafkaTopics<ReplayCheckpoint>(options, {
    required: [eventsTopic(topic, options), checkpointsTopic(checkpoints, options)],
    checkpoints,
    key: topic,
    create: options.createTopics,
    replication: options.replication,
  });
  return replay({ ...options, topics, topic });
};

/**
 * Reads a replay's progress and the time of its last transaction, from any process. `undefined` when no replay has this
 * name.
 */
export const kafkaReplayStatus = async (options: At & { readonly name: string }): Promise<HeardReplay | undefined> => {
  const { topic } = topicsOf(options);
  return (await kafkaReplays(options)).find((status) => status.topic === topic);
};

/** All replays that were ever begun under the prefix, in order of topic. */
export const kafkaReplays = async (options: At): Promise<HeardReplay[]> => {
  const { checkpointsInKafka } = await import('./kafka/index.js');
  const checkpoints = await checkpointsInKafka<ReplayCheckpoint>(options, topicNames(options.prefix).replayCheckpoints);
  return [...checkpoints]
    .map(([topic, { place, at, owner }]) => ({ ...statusOf(topic, place), at, owner }))
    .sort((a, b) => (a.topic < b.topic ? -1 : 1));
};

type At = Pick<KafkaOptions, 'brokers' | 'sasl' | 'tls' | 'prefix'>;

export interface HeardReplay extends ReplayStatus {
  /** ISO 8601: the time of its last transaction. */
  readonly at: string;
  /** `host/pid` of the process that made it. */
  readonly owner: string;
}

const topicsOf = ({ prefix, name }: { prefix: string; name: string }) => {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(name))
    throw new ReplayRefused(`The name of a replay is of lower-case letters, digits and hyphens, not ${name}`);
  const names = topicNames(prefix);
  return { topic: names.replay(name), checkpoints: names.replayCheckpoints };
};
