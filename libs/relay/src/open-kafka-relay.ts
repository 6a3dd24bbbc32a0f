import type { EventStore, Skips } from '@jwg/event-sourcing';
import type { KafkaConnection } from './kafka/client.js';
import type { TopicSettings } from './kafka/live-topics.js';
import type { Place } from './place.js';
import { relay, type Relay } from './relay.js';
import { topicNames } from './topic-names.js';

export interface KafkaRelayOptions extends KafkaConnection, TopicSettings {
  readonly store: Pick<EventStore, 'readAll' | 'readStream'>;
  /** What tells this ledger from others: the address under which it is known, without a slash at its end. */
  readonly source: string;
  /** What the names of all topics and groups begin with. */
  readonly prefix: string;
  /** Whether topics that are not there are made; else an operator makes them. */
  readonly createTopics: boolean;
  /** Copies of each partition; without it what the broker does by itself. */
  readonly replication?: number;
  /** Milliseconds of silence after which a relay that stands by takes over (10,000). */
  readonly takeOverMs?: number;
  readonly skips?: Skips;
}

/** A relay into Kafka, ready to start. Nothing is connected before that; only now is kafkajs loaded. */
export const openKafkaRelay = async (options: KafkaRelayOptions): Promise<Relay> => {
  const [{ kafkaClient }, { kafkaTopics }, { liveTopics }] = await Promise.all([
    import('./kafka/client.js'),
    import('./kafka/kafka-topics.js'),
    import('./kafka/live-topics.js'),
  ]);
  const names = topicNames(options.prefix);
  const { createTopics: create, replication } = options;
  const topics = kafkaTopics<Place>(kafkaClient(options), {
    required: liveTopics(names, options),
    checkpoints: names.checkpoints,
    key: 'relay',
    create,
    replication,
  });
  return relay({ ...options, topics, names });
};
