import type { EventStore, Follower, FollowOptions } from '@jwg/event-sourcing';
import type { KafkaConnection } from './kafka/client.js';
import type { TopicSettings } from './kafka/live-topics.js';
import type { RelayCheckpoint } from './relay-checkpoint.js';
import { relay, type Relay } from './relay.js';
import type { Signed } from './signed-checkpoints.js';
import { topicNames } from './topic-names.js';

export interface KafkaOptions extends KafkaConnection, TopicSettings {
  /** The prefix of the names of all topics, groups and transactions. */
  readonly prefix: string;
  /** Whether the relay creates missing topics; otherwise an operator does. */
  readonly createTopics: boolean;
  /** The replicas of each partition; the broker's default when absent. */
  readonly replication?: number;
}

/** The ledger to publish, and its address without a trailing slash. */
export interface PublishedLedger {
  readonly store: Pick<EventStore, 'readAll' | 'readStream' | 'last'>;
  readonly source: string;
}

export interface KafkaRelayOptions
  extends KafkaOptions, PublishedLedger, Pick<FollowOptions, 'pollMs' | 'skips' | 'onChange'> {
  /** What is published of the ledger's log; nothing without it. */
  readonly signed?: Signed;
  /** Wraps the relay's follower, to observe it. */
  readonly watched?: (follower: Follower) => Follower;
  /** A standby takes over after this many milliseconds of silence (10,000). */
  readonly takeOverMs?: number;
}

/** Makes a relay into Kafka, ready to start. This call loads kafkajs; the relay connects when it starts. */
export const openKafkaRelay = async (options: KafkaRelayOptions): Promise<Relay> => {
  const { kafkaTopics, liveTopics } = await import('./kafka/index.js');
  const names = topicNames(options.prefix);
  const topics = kafkaTopics<RelayCheckpoint>(options, {
    required: liveTopics(names, options),
    checkpoints: names.checkpoints,
    key: 'relay',
    create: options.createTopics,
    replication: options.replication,
  });
  return relay({ ...options, topics, names });
};
