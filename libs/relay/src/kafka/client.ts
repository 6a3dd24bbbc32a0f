import { Kafka, logLevel, type ISocketFactory, type SASLOptions } from 'kafkajs';
import { calmIdleConnections } from './calm.js';

/** How the brokers are reached. */
export interface KafkaConnection {
  /** `host:port`, some of them at least. */
  readonly brokers: readonly string[];
  readonly sasl?: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  };
  /** Present when they are spoken to over TLS; PEM each. `cert` and `key` are this client's own, for mutual TLS. */
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string };
}

/** Requests that a broker leaves unanswered for so long have failed; shorter than the deadline round a transaction. */
const REQUEST_TIMEOUT_MS = 15_000;

/**
 * Retries are short and quick, for what is over in a moment: the broker answers a transaction that follows right upon another
 * with CONCURRENT_TRANSACTIONS while it still writes the markers, and kafkajs's own 300 ms would cost two thirds of the
 * throughput. What takes longer is the relay's matter.
 */
export const kafkaClient = ({ brokers, sasl, tls }: KafkaConnection, socketFactory?: ISocketFactory): Kafka => {
  calmIdleConnections();
  return new Kafka({
    clientId: 'jwg-relay',
    brokers: [...brokers],
    ...(sasl && { sasl: sasl as SASLOptions }),
    ...(tls && { ssl: { ...tls } }),
    ...(socketFactory && { socketFactory }),
    connectionTimeout: 5_000,
    requestTimeout: REQUEST_TIMEOUT_MS,
    retry: { initialRetryTime: 5, factor: 0.2, multiplier: 1.5, maxRetryTime: 1_000, retries: 10 },
    logLevel: logLevel.NOTHING, // every error reaches the relay, which tells of it once
  });
};
