import type { Environment } from './environment.js';
import type { KafkaSettings } from './settings.js';

const DAY_MS = 86_400_000;

export const kafkaSettings = (it: Environment): KafkaSettings => ({
  brokers: it.JWG_KAFKA_BROKERS,
  prefix: it.JWG_KAFKA_PREFIX,
  partitions: it.JWG_KAFKA_PARTITIONS,
  replication: it.JWG_KAFKA_REPLICATION,
  minInsync: it.JWG_KAFKA_MIN_INSYNC,
  retentionMs: it.JWG_KAFKA_RETENTION_DAYS === 0 ? -1 : it.JWG_KAFKA_RETENTION_DAYS * DAY_MS,
  createTopics: it.JWG_KAFKA_CREATE_TOPICS === 'true',
  ...(it.JWG_KAFKA_SASL_MECHANISM !== undefined && {
    sasl: {
      mechanism: it.JWG_KAFKA_SASL_MECHANISM,
      username: it.JWG_KAFKA_SASL_USERNAME!,
      password: it.JWG_KAFKA_SASL_PASSWORD!,
    },
  }),
  ...(it.JWG_KAFKA_TLS === 'true' && {
    tls: { ca: it.JWG_KAFKA_TLS_CA, cert: it.JWG_KAFKA_TLS_CERT, key: it.JWG_KAFKA_TLS_KEY },
  }),
  takeOverMs: it.JWG_KAFKA_TAKE_OVER_MS,
});
