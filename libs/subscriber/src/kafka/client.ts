import { Kafka, logLevel, type KafkaConfig } from 'kafkajs';
import { quietIdleConnections } from './idle.js';
import type { KafkaOptions } from './options.js';
import { askAgainAtLoss } from './loss.js';
import { keepPlaceAtReset } from './reset.js';

/** Asks a broker that is away a few times, for a second and a half. */
const SOON = { initialRetryTime: 200, maxRetryTime: 1_000, retries: 3 };
/** Asks for some 30 s. If the broker is back by then, the member keeps its partitions; later it joins anew. */
const PATIENT = { ...SOON, retries: 30 };
const TELL_EVERY_MS = 10_000;

/** A client for one question: its failure is an error. It logs nothing. */
export const connect = (options: KafkaOptions): Kafka =>
  newClient(options, { retry: SOON, logLevel: logLevel.NOTHING });

/** A client that waits for a lost broker, and tells of it at once, and again every ten seconds. */
export const connectPatiently = (options: KafkaOptions, lost: (error: Error) => void): Kafka => {
  let toldAt = -TELL_EVERY_MS;
  return newClient(options, {
    retry: PATIENT,
    logLevel: logLevel.ERROR,
    logCreator: () => (entry) => {
      if (!/connect/i.test(entry.log.message) || performance.now() - toldAt < TELL_EVERY_MS) return;
      toldAt = performance.now();
      lost(new Error(`The broker cannot be reached: ${entry.log.message}`));
    },
  });
};

const newClient = ({ brokers, group, ssl, sasl }: KafkaOptions, more: Partial<KafkaConfig>): Kafka => {
  quietIdleConnections();
  keepPlaceAtReset();
  askAgainAtLoss();
  return new Kafka({
    clientId: group,
    brokers: [...brokers],
    ...(ssl !== undefined && { ssl }),
    ...(sasl && { sasl: sasl as KafkaConfig['sasl'] }),
    ...more,
  });
};
