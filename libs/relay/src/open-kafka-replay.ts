import type { KafkaOptions, PublishedLedger } from './open-kafka-relay.js';
import { replay, ReplayRefused, statusOf, type Replay, type ReplayPlace, type ReplayStatus } from './replay.js';
import { topicNames } from './topic-names.js';

export interface KafkaReplayOptions
  extends KafkaOptions, PublishedLedger, Pick<Replay, 'from' | 'to' | 'progress' | 'signal'> {
  /** Lower-case letters, digits and hyphens; its topic is `<prefix>.replay.<name>`. */
  readonly name: string;
}

/** Replays a part of the ledger into a Kafka topic of its own, made with as many partitions as that of the live events. Promises: `replay`. */
export const replayIntoKafka = async (
  options: KafkaReplayOptions,
): Promise<ReplayStatus & { alreadyFinished: boolean }> => {
  const { checkpointsTopic, eventsTopic, kafkaClient, kafkaTopics } = await import('./kafka/index.js');
  const { topic, checkpoints } = topicsOf(options);
  const topics = kafkaTopics<ReplayPlace>(kafkaClient(options), {
    required: [eventsTopic(topic, options), checkpointsTopic(checkpoints, options)],
    checkpoints,
    key: topic,
    create: options.createTopics,
    replication: options.replication,
  });
  return replay({ ...options, topics, topic });
};

/** How far a replay is, as any process can see it; `undefined` when there is none of this name. */
export const kafkaReplayStatus = async (
  options: Pick<KafkaOptions, 'brokers' | 'sasl' | 'tls' | 'prefix'> & { readonly name: string },
): Promise<ReplayStatus | undefined> => {
  const { kafkaClient, placeInKafka } = await import('./kafka/index.js');
  const { topic, checkpoints } = topicsOf(options);
  const place = await placeInKafka<ReplayPlace>(kafkaClient(options), checkpoints, topic);
  return place && statusOf(topic, place);
};

const topicsOf = ({ prefix, name }: { prefix: string; name: string }) => {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(name))
    throw new ReplayRefused(`The name of a replay is of lower-case letters, digits and hyphens, not ${name}`);
  const names = topicNames(prefix);
  return { topic: names.replay(name), checkpoints: names.replayCheckpoints };
};
