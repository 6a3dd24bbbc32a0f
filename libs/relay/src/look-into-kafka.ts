import { refuseLostTopics } from './lost-topics.js';
import type { KafkaOptions, PublishedLedger } from './open-kafka-relay.js';
import { checkpointOf, type RelayCheckpoint } from './relay-checkpoint.js';
import { topicNames } from './topic-names.js';

/** What the topics tell of the relay, whichever process it is. */
export interface RelayTrace {
  /** Of the last event it handled; -1 before the first. */
  readonly position: number;
  /** ISO 8601: its last transaction or sign of life. */
  readonly at: string;
  /** `host/pid` */
  readonly owner: string;
}

/** `undefined` where none was ever at work under this prefix. Shuts nobody out. */
export const kafkaRelayTrace = async (
  options: Pick<KafkaOptions, 'brokers' | 'sasl' | 'tls' | 'prefix'>,
): Promise<RelayTrace | undefined> => {
  const { checkpointsInKafka } = await import('./kafka/index.js');
  const found = await checkpointsInKafka<RelayCheckpoint>(options, topicNames(options.prefix).checkpoints);
  const relay = found.get('relay');
  if (!relay) return undefined;
  const { place, at, owner } = relay;
  return { position: place.position, at, owner };
};

/**
 * Whether a relay with these options could work, without making anything; answers with the topics that it would make.
 * With a ledger it also looks whether the topics are of that one.
 *
 * @throws TopicsDiffer, PublishFailed
 * @throws NeedsHuman  as the relay would, but for a place that was lost
 */
export const checkKafka = async (
  options: KafkaOptions,
  ledger?: PublishedLedger,
): Promise<{ readonly missing: readonly string[] }> => {
  const { checkpointsInKafka, compareTopics, liveTopics } = await import('./kafka/index.js');
  const names = topicNames(options.prefix);
  const { createTopics: create, replication } = options;
  const missing = await compareTopics(options, liveTopics(names, options), { create, replication });
  const found = ledger && (await checkpointsInKafka<RelayCheckpoint>(options, names.checkpoints)).get('relay');
  if (found) {
    await checkpointOf(ledger, found.place, options.partitions);
    refuseLostTopics(found.place, names, { wasWritten: (topic) => !missing.includes(topic) });
  }
  return { missing };
};
