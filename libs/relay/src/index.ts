export { openKafkaRelay, type KafkaOptions, type KafkaRelayOptions, type PublishedLedger } from './open-kafka-relay.js';
export { checkKafka, kafkaRelayTrace } from './look-into-kafka.js';
export {
  kafkaReplays,
  kafkaReplayStatus,
  replayIntoKafka,
  type HeardReplay,
  type KafkaReplayOptions,
} from './open-kafka-replay.js';
export { objectionOf } from './objection.js';
export type { SignedCheckpoint } from './signed-checkpoints.js';
export type { Relay } from './relay.js';
export type { RelayStatus } from './relay-status.js';
export { ReplayRefused, type ReplayStatus } from './replay.js';
export { NeedsHuman } from './relay-checkpoint.js';
export { topicNames, type TopicNames } from './topic-names.js';
export { BrokersAway, Fenced, PublishFailed, TopicsDiffer } from './topics.js';
