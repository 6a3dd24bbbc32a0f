import { Kafka, logLevel, type KafkaConfig } from 'kafkajs';
import { quietIdleConnections } from './idle.js';
import type { KafkaOptions } from './options.js';

/** It logs nothing: what matters comes back as errors. */
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
