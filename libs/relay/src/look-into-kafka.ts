import { refuseLostTopics } from './lost-topics.js';
import type { KafkaOptions, PublishedLedger } from './open-kafka-relay.js';
import { checkpointOf, type RelayCheckpoint } from './relay-checkpoint.js';
import { topicNames } from './topic-names.js';

/** What the topics show about the relay, in whichever process it runs. */
export interface RelayTrace {
  /** The position of the last handled event; -1 before the first. */
  readonly position: number;
  /** ISO 8601: the time of its last transaction or heartbeat. */
  readonly at: string;
  /** `host/pid` */
  readonly owner: string;
}

/** Reads the relay's last checkpoint without fencing anybody. `undefined` when no relay ever ran under this prefix. */
export const kafkaRelayTrace = async (
  options: Pick<KafkaOptions, 'brokers' | 'sasl' | 'tls' | 'prefix'>,
): Promise<RelayTrace | undefined> => {
  const { checkpointsInKafka } = await import('./kafka/index.js');
  const checkpoints = await checkpointsInKafka<RelayCheckpoint>(options, topicNames(options.prefix).checkpoints);
  const relay = checkpoints.get('relay');
  if (!relay) return undefined;
  const { place, at, owner } = relay;
  return { position: place.position, at, owner };
};

/**
 * Checks whether a relay with these options could run. Creates nothing, and returns the names of the topics that the
 * relay would create. With a ledger it also checks that the topics belong to that ledger.
 *
 * @throws TopicsDiffer, PublishFailed
 * @throws NeedsHuman  as the relay would, except for a lost checkpoint
 */
export const checkKafka = async (
  options: KafkaOptions,
  ledger?: PublishedLedger,
): Promise<{ readonly missing: readonly string[] }> => {
  const { checkpointsInKafka, compareTopics, liveTopics } = await import('./kafka/index.js');
  const names = topicNames(options.prefix);
  const { createTopics: create, replication } = options;
  const missing = await compareTopics(options, liveTopics(names, options), { create, replication });
  const checkpoint = ledger && (await checkpointsInKafka<RelayCheckpoint>(options, names.checkpoints)).get('relay');
  if (checkpoint) {
    await checkpointOf(ledger, checkpoint.place, options.partitions);
    refuseLostTopics(checkpoint.place, names, { wasWritten: (topic) => !missing.includes(topic) });
  }
  return { missing };
};
