import { Kafka, logLevel, type KafkaConfig } from 'kafkajs';
import { quietIdleConnections } from './idle.js';
import type { KafkaOptions } from './options.js';

/** A client that logs nothing: every problem that matters comes back as an error. */
export const connect = ({ brokers, group, ssl, sasl }: KafkaOptions): Kafka => {
  quietIdleConnections();
  return new Kafka({
    clientId: group,
    brokers: [...brokers],
    logLevel: logLevel.NOTHING,
    ...(ssl !== undefined && { ssl }),
    ...(sasl && { sasl: sasl as KafkaConfig['sasl'] }),
  });
};
