import { Type } from 'typebox';
import { optional } from '@jwg/domain';
import { choice, number, pem, text } from './kinds-of-variables.js';

/** The settings of the relay and its brokers. */
export const kafkaVariables = {
  JWG_KAFKA_BROKERS: Type.Array(
    text('a broker, like kafka-1:9092', { pattern: '^[^\\s,:/@]+:\\d{1,5}$|^\\[[0-9a-fA-F:]+\\]:\\d{1,5}$' }),
    {
      description:
        'Kafka brokers to publish events to, separated by commas, like kafka-1:9092,kafka-2:9092; without them nothing is published',
      default: [],
    },
  ),
  JWG_KAFKA_PREFIX: text('the prefix of the topics’ names', {
    pattern: '^[a-zA-Z0-9][a-zA-Z0-9._-]{0,99}$',
    default: 'jwg',
  }),
  JWG_KAFKA_PARTITIONS: number('partitions of the topics of events and of statuses, when they are made', 1, 1000, 6),
  JWG_KAFKA_REPLICATION: optional(
    number('copies of each partition, when topics are made; default: the broker’s own', 1, 100),
  ),
  JWG_KAFKA_MIN_INSYNC: optional(
    number('copies that must have a record before it counts as written; default: the broker’s own', 1, 100),
  ),
  JWG_KAFKA_RETENTION_DAYS: number('days for which the topic of events keeps its records; 0 for ever', 0, 36_500, 0),
  JWG_KAFKA_CREATE_TOPICS: choice('whether the relay makes missing topics', ['true', 'false'], 'true'),
  JWG_KAFKA_SASL_MECHANISM: optional(
    choice('the relay’s sign-in mechanism', ['plain', 'scram-sha-256', 'scram-sha-512']),
  ),
  JWG_KAFKA_SASL_USERNAME: optional(text('the relay’s name at the broker')),
  JWG_KAFKA_SASL_PASSWORD: optional(text('the relay’s password at the broker')),
  JWG_KAFKA_TLS: choice('whether connections to the brokers use TLS', ['true', 'false'], 'false'),
  JWG_KAFKA_TLS_CA: optional(pem('the authority for the brokers’ certificates; default: those that Node trusts')),
  JWG_KAFKA_TLS_CERT: optional(pem('the relay’s own certificate')),
  JWG_KAFKA_TLS_KEY: optional(pem('the key of the relay’s certificate')),
  JWG_KAFKA_TAKE_OVER_MS: number(
    'milliseconds of silence after which a standby relay takes over',
    1000,
    600_000,
    10_000,
  ),
};
