export { openKafkaRelay, type KafkaRelayOptions } from './open-kafka-relay.js';
export type { Relay } from './relay.js';
export type { RelayStatus } from './relay-status.js';
export { topicNames } from './topic-names.js';
