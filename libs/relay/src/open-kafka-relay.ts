import type { EventStore, Follower, FollowOptions } from '@jwg/event-sourcing';
import type { KafkaConnection } from './kafka/client.js';
import type { TopicSettings } from './kafka/live-topics.js';
import type { RelayCheckpoint } from './relay-checkpoint.js';
import { relay, type Relay } from './relay.js';
import { topicNames } from './topic-names.js';

export interface KafkaOptions extends KafkaConnection, TopicSettings {
  /** What the names of all topics, groups and transactions begin with. */
  readonly prefix: string;
  /** Whether topics that are not there are made; else an operator makes them. */
  readonly createTopics: boolean;
  /** Copies of each partition; without it what the broker does by itself. */
  readonly replication?: number;
}

/** The ledger that is published, and under which address it is known: without a slash at its end. */
export interface PublishedLedger {
  readonly store: Pick<EventStore, 'readAll' | 'readStream' | 'last'>;
  readonly source: string;
}

export interface KafkaRelayOptions extends KafkaOptions, PublishedLedger, Pick<FollowOptions, 'pollMs' | 'skips'> {
  /** Puts something around the relay's follower, to watch it. */
  readonly watched?: (follower: Follower) => Follower;
  /** Milliseconds of silence after which a relay that stands by takes over (10,000). */
  readonly takeOverMs?: number;
}

/** A relay into Kafka, ready to start. Nothing is connected before that; only now is kafkajs loaded. */
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
